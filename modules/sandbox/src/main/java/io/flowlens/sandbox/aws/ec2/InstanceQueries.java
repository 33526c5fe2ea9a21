package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describing instances, their status, attributes and volumes. */
final class InstanceQueries {

    private static final Listing INSTANCES = new Listing(
            ResourceType.INSTANCE,
            "reservationSet",
            Filters.of(
                    "instance-id", "instanceId",
                    "instance-state-name", "instanceState.name",
                    "instance-state-code", "instanceState.code",
                    "instance-type", "instanceType",
                    "image-id", "imageId",
                    "vpc-id", "vpcId",
                    "subnet-id", "subnetId",
                    "availability-zone", "placement.availabilityZone",
                    "private-ip-address", "privateIpAddress",
                    "ip-address", "ipAddress",
                    "private-dns-name", "privateDnsName",
                    "dns-name", "dnsName",
                    "instance.group-id", "groupSet.groupId",
                    "instance.group-name", "groupSet.groupName",
                    "group-id", "groupSet.groupId",
                    "iam-instance-profile.arn", "iamInstanceProfile.arn",
                    "network-interface.network-interface-id", "networkInterfaceSet.networkInterfaceId",
                    "client-token", "clientToken",
                    "key-name", "keyName"));
    private static final Listing STATUSES = new Listing(
            ResourceType.INSTANCE,
            "instanceStatusSet",
            Filters.of(
                    "instance-state-name", "instanceState.name",
                    "instance-state-code", "instanceState.code",
                    "availability-zone", "availabilityZone",
                    "instance-status.status", "instanceStatus.status",
                    "system-status.status", "systemStatus.status"));
    private static final Listing VOLUMES = new Listing(
            ResourceType.VOLUME,
            "volumeSet",
            Filters.of(
                    "volume-id", "volumeId",
                    "status", "status",
                    "size", "size",
                    "volume-type", "volumeType",
                    "availability-zone", "availabilityZone",
                    "attachment.instance-id", "attachmentSet.instanceId",
                    "attachment.device", "attachmentSet.device",
                    "attachment.status", "attachmentSet.status"));

    private final Vpc vpc;
    private final Instances instances;
    private final NetworkInterfaces interfaces;

    InstanceQueries(Vpc vpc, Instances instances, NetworkInterfaces interfaces) {
        this.vpc = vpc;
        this.instances = instances;
        this.interfaces = interfaces;
    }

    void register(Service service) {
        service.on("DescribeInstances", DryRun.of(this::describe))
                .on("DescribeInstanceStatus", DryRun.of(this::status))
                .on("DescribeInstanceAttribute", DryRun.of(this::attribute))
                .on("DescribeInstanceCreditSpecifications", DryRun.of(this::credits))
                .on("ModifyInstanceAttribute", DryRun.of(this::modify))
                .on("DescribeVolumes", DryRun.of(this::volumes));
    }

    private Tree describe(Params params) {
        List<Tree> all = instances.all().stream().map(instances::describe).toList();
        List<Tree> selected = INSTANCES.select(all, params);
        Map<String, List<Tree>> byReservation = new LinkedHashMap<>();
        for (Tree instance : selected) {
            String reservation = instances
                    .named(instance.get("instanceId").toString())
                    .launch()
                    .reservationId();
            byReservation.computeIfAbsent(reservation, id -> new ArrayList<>()).add(instance);
        }
        List<Tree> reservations = new ArrayList<>();
        byReservation.forEach((id, members) -> reservations.add(Tree.of(
                "reservationId", id, "ownerId", vpc.accountId(), "groupSet", List.of(), "instancesSet", members)));
        return Listing.page("reservationSet", reservations, params);
    }

    private Tree status(Params params) {
        boolean every = params.flag("IncludeAllInstances");
        List<Tree> all = instances.all().stream()
                .filter(instance -> every || instance.state() == InstanceState.RUNNING)
                .map(InstanceQueries::statusOf)
                .toList();
        params.texts("InstanceId").forEach(instances::named);
        List<String> wanted = params.texts("InstanceId");
        List<Tree> named = all.stream()
                .filter(status -> wanted.isEmpty() || wanted.contains(status.get("instanceId")))
                .toList();
        return Listing.page(STATUSES.set(), STATUSES.filters().apply(named, params), params);
    }

    private static Tree statusOf(Instance instance) {
        String value = instance.state() == InstanceState.RUNNING ? "ok" : "not-applicable";
        String check = instance.state() == InstanceState.RUNNING ? "passed" : null;
        List<Tree> details = check == null ? List.of() : List.of(Tree.of("name", "reachability", "status", check));
        NetworkInterface attached = instance.networkInterface();
        return Tree.of(
                "instanceId", instance.id(),
                "availabilityZone", attached == null ? null : attached.subnet().zone(),
                "instanceState", instance.state().describe(),
                "instanceStatus", Tree.of("status", value, "details", details),
                "systemStatus", Tree.of("status", value, "details", details));
    }

    private Tree attribute(Params params) {
        Instance instance = instances.named(params.required("InstanceId"));
        String attribute = params.required("Attribute");
        Object value = switch (attribute) {
            case "disableApiTermination", "disableApiStop", "ebsOptimized" -> Tree.of("value", false);
            case "sourceDestCheck", "enaSupport" -> Tree.of("value", true);
            case "instanceInitiatedShutdownBehavior" -> Tree.of("value", "stop");
            case "instanceType" -> Tree.of("value", instance.launch().type().type());
            case "userData" -> Tree.of("value", instance.launch().userData());
            case "rootDeviceName" -> Tree.of("value", Images.ROOT_DEVICE);
            case "groupSet" -> instances.describe(instance).get("groupSet");
            case "blockDeviceMapping" -> instances.describe(instance).get("blockDeviceMapping");
            default -> throw params.invalid("Attribute", "an attribute of instances that this sandbox keeps");
        };
        return Tree.of("instanceId", instance.id(), attribute, value);
    }

    private Tree credits(Params params) {
        List<Tree> specifications = params.texts("InstanceId").stream()
                .map(instances::named)
                .filter(instance -> instance.launch().type().isBurstable())
                .map(instance -> Tree.of("instanceId", instance.id(), "cpuCredits", "unlimited"))
                .toList();
        return Tree.of("instanceCreditSpecificationSet", specifications);
    }

    private Tree modify(Params params) {
        Instance instance = instances.named(params.required("InstanceId"));
        List<String> groupIds = params.texts("GroupId");
        if (groupIds.isEmpty() || instance.networkInterface() == null) {
            throw AwsException.badRequest(
                    "InvalidParameterCombination",
                    "Only the security groups of a living instance can be changed here.");
        }
        interfaces.regroup(instance.networkInterface(), groupIds);
        return Tree.of("return", true);
    }

    private Tree volumes(Params params) {
        List<Tree> all = instances.all().stream()
                .filter(instance -> instance.networkInterface() != null)
                .map(this::volume)
                .toList();
        return VOLUMES.answer(all, params);
    }

    private Tree volume(Instance instance) {
        return Tree.of(
                "volumeId",
                instance.volumeId(),
                "size",
                Images.ROOT_GIBIBYTES,
                "volumeType",
                "gp3",
                "iops",
                3000,
                "throughput",
                125,
                "encrypted",
                false,
                "multiAttachEnabled",
                false,
                "snapshotId",
                "snap-0f1a2b3c4d5e6f708",
                "status",
                "in-use",
                "createTime",
                instance.launched(),
                "availabilityZone",
                instance.networkInterface().subnet().zone(),
                "attachmentSet",
                List.of(attachment(instance)),
                "tagSet",
                vpc.tags().of(instance.volumeId()));
    }

    private static Tree attachment(Instance instance) {
        return Tree.of(
                "volumeId",
                instance.volumeId(),
                "instanceId",
                instance.id(),
                "device",
                Images.ROOT_DEVICE,
                "status",
                "attached",
                "attachTime",
                instance.launched(),
                "deleteOnTermination",
                true);
    }
}
