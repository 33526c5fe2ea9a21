package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Address;
import java.util.List;

/** How an instance is described. */
final class InstanceText {

    private final Vpc vpc;
    private final InterfaceText interfaces;

    InstanceText(Vpc vpc, InterfaceText interfaces) {
        this.vpc = vpc;
        this.interfaces = interfaces;
    }

    Tree describe(Instance instance) {
        Tree described = Tree.of(
                "instanceId", instance.id(),
                "imageId", Images.AMAZON_LINUX,
                "instanceState", instance.state().describe(),
                "instanceType", instance.launch().type().type(),
                "launchTime", instance.launched(),
                "amiLaunchIndex", 0,
                "keyName", instance.launch().keyName(),
                "clientToken", instance.launch().clientToken(),
                "iamInstanceProfile", profile(instance));
        described.putAll(hardware(instance));
        if (instance.networkInterface() != null) {
            described.putAll(place(instance.networkInterface()));
        }
        return described.and("tagSet", vpc.tags().of(instance.id()));
    }

    private static Tree profile(Instance instance) {
        var profile = instance.launch().profile();
        return profile == null ? null : Tree.of("arn", profile.arn(), "id", profile.id());
    }

    private static Tree hardware(Instance instance) {
        Tree metadata = Tree.of(
                "state", "applied",
                "httpTokens", instance.launch().requiresTokens() ? "required" : "optional",
                "httpPutResponseHopLimit", 2,
                "httpEndpoint", "enabled",
                "httpProtocolIpv6", "disabled",
                "instanceMetadataTags", "disabled");
        return Tree.of(
                "architecture",
                "x86_64",
                "hypervisor",
                "xen",
                "virtualizationType",
                "hvm",
                "platformDetails",
                "Linux/UNIX",
                "usageOperation",
                "RunInstances",
                "rootDeviceName",
                Images.ROOT_DEVICE,
                "rootDeviceType",
                "ebs",
                "ebsOptimized",
                false,
                "enaSupport",
                true,
                "sourceDestCheck",
                true,
                "monitoring",
                Tree.of("state", "disabled"),
                "cpuOptions",
                Tree.of("coreCount", 1, "threadsPerCore", 2),
                "metadataOptions",
                metadata,
                "blockDeviceMapping",
                instance.state() == InstanceState.TERMINATED ? List.of() : List.of(root(instance)));
    }

    private static Tree root(Instance instance) {
        Tree volume = Tree.of(
                "volumeId",
                instance.volumeId(),
                "status",
                "attached",
                "attachTime",
                instance.launched(),
                "deleteOnTermination",
                true);
        return Tree.of("deviceName", Images.ROOT_DEVICE, "ebs", volume);
    }

    private Tree place(NetworkInterface attached) {
        Address publicAddress = attached.publicAddress();
        return Tree.of(
                "placement",
                        Tree.of("availabilityZone", attached.subnet().zone(), "tenancy", "default", "groupName", ""),
                "subnetId", attached.subnet().id(),
                "vpcId", vpc.id(),
                "privateIpAddress", attached.privateAddress().toString(),
                "privateDnsName", interfaces.privateDnsName(attached.privateAddress()),
                "ipAddress", publicAddress == null ? null : publicAddress.toString(),
                "dnsName", publicAddress == null ? "" : interfaces.publicDnsName(publicAddress),
                "groupSet", interfaces.groups(attached),
                "networkInterfaceSet", List.of(interfaces.describeInInstance(attached)));
    }
}
