package io.flowlens.flowlog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every field of VPC flow logs, versions 2 to 11, and of transit gateway flow logs, version 6, in the order of AWS's tables.
 *
 * <p>A constant is the AWS name in upper case with underscores: {@code pkt-srcaddr} is {@link #PKT_SRCADDR}.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html">VPC flow log records</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html">Transit gateway flow logs</a>
 */
public enum Field {
    // Version 2: the default format is these fields in this order.
    VERSION(2, FieldType.INT),
    ACCOUNT_ID(2, FieldType.TEXT),
    INTERFACE_ID(2, FieldType.TEXT),
    SRCADDR(2, FieldType.ADDRESS),
    DSTADDR(2, FieldType.ADDRESS),
    SRCPORT(2, FieldType.PORT),
    DSTPORT(2, FieldType.PORT),
    PROTOCOL(2, FieldType.PROTOCOL),
    PACKETS(2, FieldType.LONG),
    BYTES(2, FieldType.LONG),
    START(2, FieldType.TIME),
    END(2, FieldType.TIME),
    ACTION(2, FieldType.ACTION),
    LOG_STATUS(2, FieldType.LOG_STATUS),

    // Version 3: the resources, and the packet's own addresses behind a NAT or transit gateway.
    VPC_ID(3, FieldType.TEXT),
    SUBNET_ID(3, FieldType.TEXT),
    INSTANCE_ID(3, FieldType.TEXT),
    TCP_FLAGS(3, FieldType.INT),
    TYPE(3, FieldType.TEXT),
    PKT_SRCADDR(3, FieldType.ADDRESS),
    PKT_DSTADDR(3, FieldType.ADDRESS),

    // Version 4: where the interface is.
    REGION(4, FieldType.TEXT),
    AZ_ID(4, FieldType.TEXT),
    SUBLOCATION_TYPE(4, FieldType.TEXT),
    SUBLOCATION_ID(4, FieldType.TEXT),

    // Version 5: AWS services and the way the packet took.
    PKT_SRC_AWS_SERVICE(5, FieldType.TEXT),
    PKT_DST_AWS_SERVICE(5, FieldType.TEXT),
    FLOW_DIRECTION(5, FieldType.FLOW_DIRECTION),
    TRAFFIC_PATH(5, FieldType.INT),

    // Version 7: the ECS task behind the interface.
    ECS_CLUSTER_ARN(7, FieldType.TEXT),
    ECS_CLUSTER_NAME(7, FieldType.TEXT),
    ECS_CONTAINER_INSTANCE_ARN(7, FieldType.TEXT),
    ECS_CONTAINER_INSTANCE_ID(7, FieldType.TEXT),
    ECS_CONTAINER_ID(7, FieldType.TEXT),
    ECS_SECOND_CONTAINER_ID(7, FieldType.TEXT),
    ECS_SERVICE_NAME(7, FieldType.TEXT),
    ECS_TASK_DEFINITION_ARN(7, FieldType.TEXT),
    ECS_TASK_ARN(7, FieldType.TEXT),
    ECS_TASK_ID(7, FieldType.TEXT),

    // Versions 8 to 10. A reject by a security group or a network ACL has no reject reason.
    REJECT_REASON(8, FieldType.TEXT),
    RESOURCE_ID(9, FieldType.TEXT),
    ENCRYPTION_STATUS(10, FieldType.INT),

    // Version 11: tags, percent-encoded by AWS, and the peer interface of the flow.
    INSTANCE_TAG(11, FieldType.TEXT),
    INSTANCE_TAG_2(11, FieldType.TEXT),
    INTERFACE_TAG(11, FieldType.TEXT),
    INTERFACE_TAG_2(11, FieldType.TEXT),
    ASG_TAG(11, FieldType.TEXT),
    ASG_TAG_2(11, FieldType.TEXT),
    INTERFACE_TYPE(11, FieldType.TEXT),
    NEXT_HOP_INTERFACE_ID(11, FieldType.TEXT),
    NEXT_HOP_SUBNET_ID(11, FieldType.TEXT),
    NEXT_HOP_AZ_ID(11, FieldType.TEXT),
    NEXT_HOP_VPC_ID(11, FieldType.TEXT),
    NEXT_HOP_INTERFACE_TYPE(11, FieldType.TEXT),

    // Version 6: in transit gateway flow logs only.
    RESOURCE_TYPE(6, FieldType.TEXT),
    TGW_ID(6, FieldType.TEXT),
    TGW_ATTACHMENT_ID(6, FieldType.TEXT),
    TGW_SRC_VPC_ACCOUNT_ID(6, FieldType.TEXT),
    TGW_DST_VPC_ACCOUNT_ID(6, FieldType.TEXT),
    TGW_SRC_VPC_ID(6, FieldType.TEXT),
    TGW_DST_VPC_ID(6, FieldType.TEXT),
    TGW_SRC_SUBNET_ID(6, FieldType.TEXT),
    TGW_DST_SUBNET_ID(6, FieldType.TEXT),
    TGW_SRC_ENI(6, FieldType.TEXT),
    TGW_DST_ENI(6, FieldType.TEXT),
    TGW_SRC_AZ_ID(6, FieldType.TEXT),
    TGW_DST_AZ_ID(6, FieldType.TEXT),
    TGW_PAIR_ATTACHMENT_ID(6, FieldType.TEXT),
    PACKETS_LOST_NO_ROUTE(6, FieldType.LONG),
    PACKETS_LOST_BLACKHOLE(6, FieldType.LONG),
    PACKETS_LOST_MTU_EXCEEDED(6, FieldType.LONG),
    PACKETS_LOST_TTL_EXPIRED(6, FieldType.LONG);

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::awsName, Function.identity()));

    private final String awsName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int version;
    private final FieldType type;

    Field(int version, FieldType type) {
        this.version = version;
        this.type = type;
    }

    /** The name in a log format, such as {@code pkt-srcaddr}. */
    public String awsName() {
        return awsName;
    }

    /** The flow log version that brought the field; 6 for the fields of transit gateways alone. */
    public int version() {
        return version;
    }

    public FieldType type() {
        return type;
    }

    /** The field AWS calls so; empty for a name this version of flowlens does not know. */
    public static Optional<Field> named(String awsName) {
        return Optional.ofNullable(BY_NAME.get(awsName));
    }
}
