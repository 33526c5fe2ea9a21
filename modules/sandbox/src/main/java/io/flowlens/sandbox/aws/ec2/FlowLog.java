package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;

/** A flow log to a log group. */
final class FlowLog {

    private final String id;
    private final String resourceId;
    private final Destination destination;
    private final String format;
    private final int aggregationSeconds;
    private final Instant created;
    /** Set by the network's thread: whether the last records arrived; null before the first. */
    private volatile Boolean delivered;

    private volatile boolean deleted;

    /** What is recorded, where it goes, and in which role. */
    record Destination(String trafficType, String logGroup, String roleArn) {}

    FlowLog(
            String id,
            String resourceId,
            Destination destination,
            String format,
            int aggregationSeconds,
            Instant created) {
        this.id = id;
        this.resourceId = resourceId;
        this.destination = destination;
        this.format = format;
        this.aggregationSeconds = aggregationSeconds;
        this.created = created;
    }

    String id() {
        return id;
    }

    String resourceId() {
        return resourceId;
    }

    Destination destination() {
        return destination;
    }

    void delivered(boolean success) {
        delivered = success;
    }

    void delete() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean doublesFor(String otherResource, Destination other) {
        return resourceId.equals(otherResource)
                && destination.trafficType().equals(other.trafficType())
                && destination.logGroup().equals(other.logGroup());
    }

    Tree describe(Vpc vpc) {
        boolean failed = Boolean.FALSE.equals(delivered);
        return Tree.of(
                        "flowLogId",
                        id,
                        "flowLogStatus",
                        "ACTIVE",
                        "resourceId",
                        resourceId,
                        "trafficType",
                        destination.trafficType(),
                        "logDestinationType",
                        "cloud-watch-logs",
                        "logGroupName",
                        destination.logGroup(),
                        "logDestination",
                        vpc.region().arn("logs", "log-group:" + destination.logGroup()),
                        "deliverLogsPermissionArn",
                        destination.roleArn())
                .and(
                        "deliverLogsStatus",
                        failed ? "FAILED" : "SUCCESS",
                        "deliverLogsErrorMessage",
                        failed ? "Access error" : null,
                        "logFormat",
                        format,
                        "maxAggregationInterval",
                        aggregationSeconds,
                        "creationTime",
                        created,
                        "tagSet",
                        vpc.tags().of(id));
    }
}
