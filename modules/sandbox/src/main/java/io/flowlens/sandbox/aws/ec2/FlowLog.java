package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.FlowLogLine;
import java.time.Instant;
import java.util.List;

/** A flow log and how its deliveries go. */
final class FlowLog {

    private final String id;
    private final String resourceId;
    private final String trafficType;
    private final FlowLogDestination destination;
    private final Recording recording;
    /** Set by the network's thread: whether the last records arrived; null before the first. */
    private volatile Boolean delivered;

    private volatile boolean deleted;

    /** How records are written, how long a window was asked for, and since when. */
    record Recording(String format, int aggregationSeconds, Instant created) {}

    FlowLog(String id, String resourceId, String trafficType, FlowLogDestination destination, Recording recording) {
        this.id = id;
        this.resourceId = resourceId;
        this.trafficType = trafficType;
        this.destination = destination;
        this.recording = recording;
    }

    String id() {
        return id;
    }

    String resourceId() {
        return resourceId;
    }

    String trafficType() {
        return trafficType;
    }

    /** Called by the network; takes no lock of EC2. */
    void deliver(String interfaceId, List<FlowLogLine> lines) {
        delivered = destination.deliver(this, interfaceId, lines);
    }

    void delete() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean doublesFor(String otherResource, String otherTraffic, FlowLogDestination other) {
        return resourceId.equals(otherResource)
                && trafficType.equals(otherTraffic)
                && destination.arn().equals(other.arn());
    }

    Tree describe(Vpc vpc) {
        boolean failed = Boolean.FALSE.equals(delivered);
        Tree described = Tree.of(
                "flowLogId", id, "flowLogStatus", "ACTIVE", "resourceId", resourceId, "trafficType", trafficType);
        described.putAll(destination.describe());
        return described.and(
                "deliverLogsStatus",
                failed ? "FAILED" : "SUCCESS",
                "deliverLogsErrorMessage",
                failed ? "Access error" : null,
                "logFormat",
                recording.format(),
                "maxAggregationInterval",
                recording.aggregationSeconds(),
                "creationTime",
                recording.created(),
                "tagSet",
                vpc.tags().of(id));
    }
}
