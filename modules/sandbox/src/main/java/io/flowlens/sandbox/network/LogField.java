package io.flowlens.sandbox.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of flow logs that this network can fill in, and the version each came with. */
enum LogField {
    ACCOUNT_ID(2, record -> record.subject().networkInterface().accountId()),
    INTERFACE_ID(2, record -> record.subject().networkInterface().id()),
    SRCADDR(2, ofFlow(flow -> flow.key().source())),
    DSTADDR(2, ofFlow(flow -> flow.key().destination())),
    SRCPORT(2, ofFlow(flow -> flow.key().sourcePort())),
    DSTPORT(2, ofFlow(flow -> flow.key().destinationPort())),
    PROTOCOL(2, ofFlow(flow -> flow.key().protocol())),
    PACKETS(2, ofFlow(Flow::packets)),
    BYTES(2, ofFlow(Flow::bytes)),
    START(2, LogRecord::startSeconds),
    END(2, LogRecord::endSeconds),
    ACTION(2, ofFlow(flow -> flow.key().accepted() ? "ACCEPT" : "REJECT")),
    LOG_STATUS(2, LogRecord::status),
    VPC_ID(3, record -> record.subject().subnet().vpcId()),
    SUBNET_ID(3, record -> record.subject().subnet().id()),
    INSTANCE_ID(3, record -> record.subject().networkInterface().instanceId()),
    TCP_FLAGS(3, ofFlow(Flow::tcpFlags)),
    TYPE(3, ofFlow(flow -> flow.key().source().isV4() ? "IPv4" : "IPv6")),
    PKT_SRCADDR(3, ofFlow(flow -> flow.key().source())),
    PKT_DSTADDR(3, ofFlow(flow -> flow.key().destination())),
    REGION(4, record -> record.subject().region()),
    AZ_ID(4, record -> record.subject().subnet().azId()),
    FLOW_DIRECTION(5, ofFlow(flow -> flow.key().direction().awsName())),
    TRAFFIC_PATH(5, ofFlow(flow -> flow.trafficPath() == 0 ? null : flow.trafficPath()));

    private final int version;
    private final Function<LogRecord, Object> value;

    LogField(int version, Function<LogRecord, Object> value) {
        this.version = version;
        this.value = value;
    }

    private static Function<LogRecord, Object> ofFlow(Function<Flow, Object> value) {
        return record -> record.flow() == null ? null : value.apply(record.flow());
    }

    /** The name in a log format, such as {@code pkt-srcaddr}. */
    String awsName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int version() {
        return version;
    }

    /** What the record has here, or null. */
    Object of(LogRecord record) {
        return value.apply(record);
    }

    static Map<String, LogField> byName() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LogField::awsName, Function.identity()));
    }
}
