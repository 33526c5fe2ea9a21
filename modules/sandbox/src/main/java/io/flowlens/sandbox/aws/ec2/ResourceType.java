package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.Arrays;

/** The kinds of resource: how their ids begin, how calls name them, and how a missing one is reported. */
enum ResourceType {
    VPC("vpc", "vpc", "VpcId", "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist"),
    SUBNET("subnet", "subnet", "SubnetId", "InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist"),
    ROUTE_TABLE(
            "rtb",
            "route-table",
            "RouteTableId",
            "InvalidRouteTableID.NotFound",
            "The routeTable ID '%s' does not exist"),
    INTERNET_GATEWAY(
            "igw",
            "internet-gateway",
            "InternetGatewayId",
            "InvalidInternetGatewayID.NotFound",
            "The internetGateway ID '%s' does not exist"),
    NETWORK_ACL(
            "acl",
            "network-acl",
            "NetworkAclId",
            "InvalidNetworkAclID.NotFound",
            "The networkAcl ID '%s' does not exist"),
    SECURITY_GROUP(
            "sg", "security-group", "GroupId", "InvalidGroup.NotFound", "The security group '%s' does not exist"),
    SECURITY_GROUP_RULE(
            "sgr",
            "security-group-rule",
            "SecurityGroupRuleId",
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID '%s' does not exist"),
    PREFIX_LIST(
            "pl",
            "prefix-list",
            "PrefixListId",
            "InvalidPrefixListID.NotFound",
            "The prefix list ID '%s' does not exist"),
    IMAGE("ami", "image", "ImageId", "InvalidAMIID.NotFound", "The image id '[%s]' does not exist"),
    INSTANCE("i", "instance", "InstanceId", "InvalidInstanceID.NotFound", "The instance ID '%s' does not exist"),
    VOLUME("vol", "volume", "VolumeId", "InvalidVolume.NotFound", "The volume '%s' does not exist."),
    NETWORK_INTERFACE(
            "eni",
            "network-interface",
            "NetworkInterfaceId",
            "InvalidNetworkInterfaceID.NotFound",
            "The networkInterface ID '%s' does not exist"),
    FLOW_LOG(
            "fl",
            "vpc-flow-log",
            "FlowLogId",
            "InvalidFlowLogId.NotFound",
            "These flow log ids in the input list are not found: [TotalCount: 1] %s");

    private final String prefix;
    private final String tagged;
    private final String parameter;
    private final String missingCode;
    private final String missingMessage;

    ResourceType(String prefix, String tagged, String parameter, String missingCode, String missingMessage) {
        this.prefix = prefix;
        this.tagged = tagged;
        this.parameter = parameter;
        this.missingCode = missingCode;
        this.missingMessage = missingMessage;
    }

    static ResourceType ofId(String id) {
        return Arrays.stream(values())
                .filter(type -> id.startsWith(type.prefix + "-"))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
    }

    /** What ids begin with, before the hyphen. */
    String prefix() {
        return prefix;
    }

    /** The type's name in tag specifications. */
    String tagged() {
        return tagged;
    }

    /** The parameter that names one such resource. */
    String parameter() {
        return parameter;
    }

    /** The member of a description that holds the id. */
    String member() {
        return Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
    }

    AwsException missing(String id) {
        return AwsException.badRequest(missingCode, missingMessage.formatted(id));
    }
}
