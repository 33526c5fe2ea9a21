package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Address;
import java.util.List;

/** How network interfaces are described, by themselves and as part of an instance. */
final class InterfaceText {

    private final Vpc vpc;
    private final Subnets subnets;
    private final SecurityGroups groups;

    InterfaceText(Vpc vpc, Subnets subnets, SecurityGroups groups) {
        this.vpc = vpc;
        this.subnets = subnets;
        this.groups = groups;
    }

    /** As DescribeNetworkInterfaces does. */
    Tree describe(NetworkInterface each) {
        Tree attachment = attachment(each).and("instanceId", each.instanceId(), "instanceOwnerId", vpc.accountId());
        return shared(each)
                .and("attachment", attachment)
                .and("availabilityZone", each.subnet().zone())
                .and("availabilityZoneId", subnets.zoneIdOf(each.subnet()))
                .and("requesterManaged", false)
                .and("tagSet", vpc.tags().of(each.id()));
    }

    /** As DescribeInstances does. */
    Tree describeInInstance(NetworkInterface each) {
        return shared(each).and("attachment", attachment(each));
    }

    List<Tree> groups(NetworkInterface each) {
        return each.groupIds().stream()
                .map(id -> Tree.of("groupId", id, "groupName", groups.named(id).name()))
                .toList();
    }

    private Tree shared(NetworkInterface each) {
        Tree address = Tree.of(
                "privateIpAddress", each.privateAddress().toString(),
                "privateDnsName", privateDnsName(each.privateAddress()),
                "primary", true,
                "association", association(each));
        return Tree.of(
                "networkInterfaceId", each.id(),
                "subnetId", each.subnet().id(),
                "vpcId", vpc.id(),
                "ownerId", vpc.accountId(),
                "description", "",
                "status", "in-use",
                "macAddress", each.mac(),
                "interfaceType", "interface",
                "sourceDestCheck", true,
                "privateIpAddress", each.privateAddress().toString(),
                "privateDnsName", privateDnsName(each.privateAddress()),
                "groupSet", groups(each),
                "privateIpAddressesSet", List.of(address),
                "ipv6AddressesSet", List.of(),
                "association", association(each));
    }

    private static Tree attachment(NetworkInterface each) {
        return Tree.of(
                "attachmentId",
                each.attachmentId(),
                "deviceIndex",
                0,
                "networkCardIndex",
                0,
                "status",
                "attached",
                "attachTime",
                each.attached(),
                "deleteOnTermination",
                true);
    }

    private Tree association(NetworkInterface each) {
        Address address = each.publicAddress();
        return address == null
                ? null
                : Tree.of(
                        "publicIp", address.toString(), "publicDnsName", publicDnsName(address), "ipOwnerId", "amazon");
    }

    /** The name inside the VPC, such as {@code ip-172-31-5-6.ec2.internal}. */
    String privateDnsName(Address address) {
        String region = vpc.region().name();
        String domain = region.equals("us-east-1") ? "ec2" : region + ".compute";
        return "ip-" + address.toString().replace('.', '-') + "." + domain + ".internal";
    }

    String publicDnsName(Address address) {
        String region = vpc.region().name();
        String domain = region.equals("us-east-1") ? "compute-1" : region + ".compute";
        return "ec2-" + address.toString().replace('.', '-') + "." + domain + ".amazonaws.com";
    }
}
