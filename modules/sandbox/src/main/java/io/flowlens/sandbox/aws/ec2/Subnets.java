package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Cidr;
import io.flowlens.sandbox.network.SubnetConfig;
import java.util.ArrayList;
import java.util.List;

/** The default subnets, one a zone, and what they share: the internet gateway, the main route table. */
final class Subnets {

    private static final Listing LISTING = new Listing(
            ResourceType.SUBNET,
            "subnetSet",
            Filters.of(
                    "subnet-id", "subnetId",
                    "vpc-id", "vpcId",
                    "availability-zone", "availabilityZone",
                    "availabilityZone", "availabilityZone",
                    "availability-zone-id", "availabilityZoneId",
                    "cidr-block", "cidrBlock",
                    "cidr", "cidrBlock",
                    "default-for-az", "defaultForAz",
                    "defaultForAz", "defaultForAz",
                    "map-public-ip-on-launch", "mapPublicIpOnLaunch",
                    "owner-id", "ownerId",
                    "state", "state"));

    private final Vpc vpc;
    private final Zones zones;
    private final List<Subnet> subnets = new ArrayList<>();

    Subnets(Vpc vpc, Zones zones, String aclId) {
        this.vpc = vpc;
        this.zones = zones;
        for (String zone : zones.names()) {
            Cidr cidr = Cidr.parse("172.31." + 16 * subnets.size() + ".0/20");
            Subnet subnet = new Subnet(vpc.newId(ResourceType.SUBNET), zone, cidr);
            subnets.add(subnet);
            associate(subnet, aclId);
        }
    }

    void register(Service service) {
        service.on("DescribeSubnets", DryRun.of(params -> LISTING.answer(describeAll(), params)));
    }

    List<Subnet> all() {
        return subnets;
    }

    Subnet named(String id) {
        return subnets.stream()
                .filter(subnet -> subnet.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ResourceType.SUBNET.missing(id));
    }

    /** The subnet that an instance is put in when its call names a zone or nothing. */
    Subnet inZone(String zone, Params params) {
        return subnets.stream()
                .filter(subnet -> zone == null || subnet.zone().equals(zone))
                .findFirst()
                .orElseThrow(() -> params.invalid(
                        "Placement", "in a zone of " + vpc.region().name()));
    }

    String zoneIdOf(Subnet subnet) {
        return zones.idOf(subnet.zone());
    }

    /** Puts a subnet under an ACL and returns the new association's id. */
    String associate(Subnet subnet, String aclId) {
        subnet.associate(vpc.region().ids().resource("aclassoc"), aclId);
        vpc.network().put(new SubnetConfig(subnet.id(), vpc.id(), zoneIdOf(subnet), subnet.cidr(), aclId));
        return subnet.aclAssociationId();
    }

    private List<Tree> describeAll() {
        return subnets.stream().map(this::describe).toList();
    }

    private Tree describe(Subnet subnet) {
        return Tree.of(
                        "subnetId", subnet.id(),
                        "subnetArn", vpc.arn(ResourceType.SUBNET, subnet.id()),
                        "state", "available",
                        "vpcId", vpc.id(),
                        "ownerId", vpc.accountId(),
                        "cidrBlock", subnet.cidr().toString(),
                        "availableIpAddressCount", subnet.free(),
                        "availabilityZone", subnet.zone(),
                        "availabilityZoneId", zoneIdOf(subnet),
                        "defaultForAz", true,
                        "mapPublicIpOnLaunch", true)
                .and(
                        "mapCustomerOwnedIpOnLaunch", false,
                        "assignIpv6AddressOnCreation", false,
                        "ipv6CidrBlockAssociationSet", List.of(),
                        "enableDns64", false,
                        "ipv6Native", false,
                        "privateDnsNameOptionsOnLaunch",
                                Tree.of(
                                        "hostnameType", "ip-name",
                                        "enableResourceNameDnsARecord", false,
                                        "enableResourceNameDnsAAAARecord", false),
                        "tagSet", vpc.tags().of(subnet.id()));
    }
}
