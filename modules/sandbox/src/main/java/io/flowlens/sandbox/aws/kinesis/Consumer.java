package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A registered consumer of a stream, and its subscriptions by shard. */
final class Consumer {

    private final String name;
    private final String arn;
    private final Instant created;
    private final Instant active;
    private final Map<String, ShardSubscription> subscriptions = new HashMap<>();

    /** @param active when it is ready for use */
    Consumer(String name, String arn, Instant created, Instant active) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.active = active;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    boolean isActive(Instant now) {
        return !now.isBefore(active);
    }

    /** The newest subscription of each shard; those before have ended. */
    Map<String, ShardSubscription> subscriptions() {
        return subscriptions;
    }

    Tree describe(Instant now) {
        return Tree.of(
                "ConsumerName", name,
                "ConsumerARN", arn,
                "ConsumerStatus", isActive(now) ? "ACTIVE" : "CREATING",
                "ConsumerCreationTimestamp", created);
    }
}
