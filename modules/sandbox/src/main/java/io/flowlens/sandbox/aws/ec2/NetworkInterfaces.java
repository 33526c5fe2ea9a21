package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Network interfaces: they come and go with their instances. */
final class NetworkInterfaces {

    private static final Listing LISTING = new Listing(
            ResourceType.NETWORK_INTERFACE,
            "networkInterfaceSet",
            Filters.of(
                    "network-interface-id", "networkInterfaceId",
                    "vpc-id", "vpcId",
                    "subnet-id", "subnetId",
                    "availability-zone", "availabilityZone",
                    "description", "description",
                    "group-id", "groupSet.groupId",
                    "group-name", "groupSet.groupName",
                    "private-ip-address", "privateIpAddress",
                    "addresses.private-ip-address", "privateIpAddressesSet.privateIpAddress",
                    "association.public-ip", "association.publicIp",
                    "attachment.instance-id", "attachment.instanceId",
                    "attachment.attachment-id", "attachment.attachmentId",
                    "attachment.status", "attachment.status",
                    "attachment.device-index", "attachment.deviceIndex",
                    "interface-type", "interfaceType",
                    "mac-address", "macAddress",
                    "owner-id", "ownerId",
                    "status", "status"));

    private final Vpc vpc;
    private final SecurityGroups groups;
    private final InterfaceText text;
    private final PublicAddresses publicAddresses = new PublicAddresses();
    private final Map<String, NetworkInterface> byId = new LinkedHashMap<>();

    NetworkInterfaces(Vpc vpc, Subnets subnets, SecurityGroups groups) {
        this.vpc = vpc;
        this.groups = groups;
        this.text = new InterfaceText(vpc, subnets, groups);
    }

    void register(Service service) {
        service.on("DescribeNetworkInterfaces", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("ModifyNetworkInterfaceAttribute", DryRun.of(this::modify));
    }

    boolean use(String groupId) {
        return byId.values().stream().anyMatch(each -> each.groupIds().contains(groupId));
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    InterfaceText text() {
        return text;
    }

    /** Makes the interface of a new instance. */
    NetworkInterface create(String instanceId, Subnet subnet, Address wanted, List<String> groupIds) {
        Address address = wanted == null ? subnet.takeAny(vpc.region().ids()::below) : wanted;
        var attached = new NetworkInterface.Attached(
                instanceId, List.copyOf(groupIds), mac(), vpc.region().now());
        String id = vpc.newId(ResourceType.NETWORK_INTERFACE);
        NetworkInterface created =
                new NetworkInterface(id, vpc.region().ids().resource("eni-attach"), subnet, address, attached);
        byId.put(id, created);
        publish(created);
        return created;
    }

    private String mac() {
        return String.format(
                Locale.ROOT,
                "0e:%02x:%02x:%02x:%02x:%02x",
                vpc.region().ids().below(256),
                vpc.region().ids().below(256),
                vpc.region().ids().below(256),
                vpc.region().ids().below(256),
                vpc.region().ids().below(256));
    }

    void assignPublicAddress(NetworkInterface networkInterface) {
        networkInterface.publicAddress(publicAddresses.take(vpc.region().ids()::below));
        publish(networkInterface);
    }

    void releasePublicAddress(NetworkInterface networkInterface) {
        if (networkInterface.publicAddress() != null) {
            publicAddresses.release(networkInterface.publicAddress());
            networkInterface.publicAddress(null);
            publish(networkInterface);
        }
    }

    void delete(NetworkInterface networkInterface) {
        releasePublicAddress(networkInterface);
        networkInterface.subnet().release(networkInterface.privateAddress());
        byId.remove(networkInterface.id());
        vpc.network().remove(networkInterface.id());
        vpc.tags().forget(networkInterface.id());
    }

    /** Puts an interface into other groups. */
    void regroup(NetworkInterface networkInterface, List<String> groupIds) {
        groupIds.forEach(groups::named);
        networkInterface.groupIds(groupIds);
        publish(networkInterface);
    }

    private void publish(NetworkInterface networkInterface) {
        vpc.network().put(networkInterface.config(vpc.accountId()));
    }

    private Tree modify(Params params) {
        String id = params.required("NetworkInterfaceId");
        NetworkInterface networkInterface = byId.get(id);
        if (networkInterface == null) {
            throw ResourceType.NETWORK_INTERFACE.missing(id);
        }
        List<String> groupIds = params.texts("SecurityGroupId");
        if (groupIds.isEmpty()) {
            throw AwsException.badRequest(
                    "InvalidParameterCombination", "Only the security groups of an interface can be changed here.");
        }
        regroup(networkInterface, groupIds);
        return Tree.of("return", true);
    }

    private List<Tree> describeAll() {
        return byId.values().stream().map(text::describe).toList();
    }
}
