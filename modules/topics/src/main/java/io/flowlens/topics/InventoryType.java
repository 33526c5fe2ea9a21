package io.flowlens.topics;

/** The kinds of resources in the inventory, by the name of AWS's describe call and of its list. */
public enum InventoryType {
    NETWORK_INTERFACE("network-interfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    INSTANCE("instances", "Instances", "InstanceId"),
    /** With its rules as {@code describe-security-group-rules} prints them, in a field "SecurityGroupRules": they have ids. */
    SECURITY_GROUP("security-groups", "SecurityGroups", "GroupId"),
    NETWORK_ACL("network-acls", "NetworkAcls", "NetworkAclId"),
    SUBNET("subnets", "Subnets", "SubnetId"),
    VPC("vpcs", "Vpcs", "VpcId"),
    /** With what {@code get-managed-prefix-list-entries} prints, in a field "Entries". */
    PREFIX_LIST("managed-prefix-lists", "PrefixLists", "PrefixListId"),
    /** Not a network resource: it carries the LogFormat. */
    FLOW_LOG("flow-logs", "FlowLogs", "FlowLogId");

    private final String describe;
    private final String list;
    private final String idField;

    InventoryType(String describe, String list, String idField) {
        this.describe = describe;
        this.list = list;
        this.idField = idField;
    }

    /** {@code network-interfaces} of {@code aws ec2 describe-network-interfaces}. */
    public String describe() {
        return describe;
    }

    /** The name of the list in the answer. */
    public String list() {
        return list;
    }

    /** The name of the id in one element of the list. */
    public String idField() {
        return idField;
    }
}
