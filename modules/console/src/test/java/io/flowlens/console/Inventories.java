package io.flowlens.console;

import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A VPC with subnets, machines, groups and ACLs, as AWS describes them. */
public final class Inventories {

    private Inventories() {}

    /** The network of {@link Samples}; {@code dbName} is db's Name tag. */
    public static List<InventoryRecord> small(String dbName) {
        List<InventoryRecord> records = new ArrayList<>();
        records.add(record(InventoryType.VPC, "vpc-1", "{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}"));
        records.addAll(subnet(1));
        records.addAll(subnet(2));
        records.addAll(machine("web", "web", "subnet-1", "10.0.1.5"));
        records.addAll(machine("db", dbName, "subnet-2", "10.0.2.9"));
        return records;
    }

    /** So many machines, 250 in each subnet. */
    public static List<InventoryRecord> large(int machines) {
        List<InventoryRecord> records = new ArrayList<>();
        records.add(record(InventoryType.VPC, "vpc-1", "{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}"));
        for (int i = 0; i < machines; i++) {
            int subnet = i / 250;
            if (i % 250 == 0) {
                records.addAll(subnet(subnet));
            }
            records.addAll(machine("m" + i, "machine-" + i, "subnet-" + subnet, "10.0." + subnet + "." + i % 250));
        }
        return records;
    }

    private static List<InventoryRecord> subnet(int number) {
        String id = "subnet-" + number;
        String acl = "acl-" + number;
        return List.of(
                record(
                        InventoryType.SUBNET,
                        id,
                        "{'SubnetId':'%s','VpcId':'vpc-1','AvailabilityZone':'eu-west-1a','CidrBlock':'10.0.%d.0/24'}"
                                .formatted(id, number)),
                record(
                        InventoryType.NETWORK_ACL,
                        acl,
                        "{'NetworkAclId':'%s','VpcId':'vpc-1','Associations':[{'SubnetId':'%s'}],'Entries':[]}"
                                .formatted(acl, id)));
    }

    private static List<InventoryRecord> machine(String id, String name, String subnet, String address) {
        return List.of(
                record(
                        InventoryType.INSTANCE,
                        "i-" + id,
                        "{'InstanceId':'i-%s','State':{'Name':'running'},'Tags':[{'Key':'Name','Value':'%s'}]}"
                                .formatted(id, name)),
                record(
                        InventoryType.SECURITY_GROUP,
                        "sg-" + id,
                        "{'GroupId':'sg-%s','GroupName':'%s','VpcId':'vpc-1'}".formatted(id, id)),
                record(
                        InventoryType.NETWORK_INTERFACE,
                        "eni-" + id,
                        ("{'NetworkInterfaceId':'eni-%s','OwnerId':'1','VpcId':'vpc-1','SubnetId':'%s',"
                                        + "'PrivateIpAddress':'%s','Groups':[{'GroupId':'sg-%s'}],"
                                        + "'Attachment':{'InstanceId':'i-%s'}}")
                                .formatted(id, subnet, address, id, id)));
    }

    private static InventoryRecord record(InventoryType type, String id, String json) {
        return new InventoryRecord(
                type, id, "1", "eu-west-1", Samples.NOW, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
