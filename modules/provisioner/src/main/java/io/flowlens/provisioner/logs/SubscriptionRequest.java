package io.flowlens.provisioner.logs;

import java.util.Optional;

/**
 * Which flow logs are wanted out of AWS.
 *
 * @param source the log group they are in, or the VPC whose they are
 * @param rejectsOnly leaves the accepted flows behind: cheaper, but without proof of a fix and without what was answered
 * @param shards of the Kinesis stream; each takes 1 MB a second
 */
public record SubscriptionRequest(Source source, boolean rejectsOnly, int shards) {

    private static final int MAX_SHARDS = 500;

    public SubscriptionRequest {
        if (shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "%d shards: between 1 and %d are possible".formatted(shards, MAX_SHARDS));
        }
    }

    /** A log group that is there, or a VPC; one of the two. */
    public record Source(Optional<String> logGroup, Optional<String> vpcId) {

        public static Source logGroup(String name) {
            return new Source(Optional.of(name), Optional.empty());
        }

        public static Source vpc(String vpcId) {
            return new Source(Optional.empty(), Optional.of(vpcId));
        }
    }
}
