package io.flowlens.sandbox.network;

import java.util.List;

/**
 * A flow log.
 *
 * @param resourceId the VPC, subnet or interface it records
 * @param format field names in their order, such as {@code srcaddr}; an unknown name gives {@code -}
 * @param aggregationSeconds length of a window in AWS's time, 60 or 600
 */
public record FlowLogConfig(
        String id,
        String resourceId,
        TrafficType trafficType,
        List<String> format,
        int aggregationSeconds,
        FlowLogSink sink) {
    /** What AWS writes when nobody asks for a format: version 2. */
    public static final List<String> DEFAULT_FORMAT = List.of(
            "version",
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "packets",
            "bytes",
            "start",
            "end",
            "action",
            "log-status");

    /** Which flows are recorded. */
    public enum TrafficType {
        ALL,
        ACCEPT,
        REJECT;

        boolean includes(Decision decision) {
            return this == ALL || decision.isAccepted() == (this == ACCEPT);
        }
    }

    public FlowLogConfig {
        format = List.copyOf(format);
        if (aggregationSeconds <= 0) {
            throw new IllegalArgumentException("aggregation interval is not positive: " + aggregationSeconds);
        }
    }

    boolean records(InterfaceConfig config, SubnetConfig subnet) {
        return resourceId.equals(config.id()) || resourceId.equals(subnet.id()) || resourceId.equals(subnet.vpcId());
    }
}
