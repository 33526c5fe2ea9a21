package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.s3.S3;
import io.flowlens.sandbox.network.VpcNetwork;
import java.time.Instant;
import java.util.List;

/** EC2 with one default VPC. What it says of the network is what the network does: each change is passed on at once. */
public final class Ec2 {

    /**
     * A running instance as seen from inside and by services that manage it.
     *
     * @param profileArn null if it has none
     * @param runningSince when it last started
     */
    public record Host(
            String instanceId,
            String interfaceId,
            String mac,
            String privateAddress,
            String privateDnsName,
            String profileArn,
            Instant runningSince) {}

    private final Service service = new Service("ec2", Dialect.EC2);
    private final Instances instances;
    private final InterfaceText text;

    public Ec2(Region region, VpcNetwork network, Iam iam, CloudWatchLogs logs, S3 s3) {
        Vpc vpc = Vpc.create(region, network);
        Zones zones = new Zones(region);
        NetworkAcls acls = new NetworkAcls(vpc);
        Subnets subnets = new Subnets(vpc, zones, acls.add(true).id());
        PrefixLists prefixLists = new PrefixLists(vpc);
        SecurityGroups groups = new SecurityGroups(vpc, prefixLists);
        NetworkInterfaces interfaces = new NetworkInterfaces(vpc, subnets, groups);
        text = interfaces.text();
        instances = new Instances(vpc, service.locked(), new LaunchParser(vpc, subnets, groups, iam), interfaces);
        FlowLogs flowLogs = new FlowLogs(
                vpc,
                new FlowLogTargets(region, logs, iam, s3),
                id -> id.equals(vpc.id())
                        || interfaces.has(id)
                        || subnets.all().stream().anyMatch(subnet -> subnet.id().equals(id)));

        vpc.tags().register(service);
        zones.register(service);
        new VpcActions(vpc).register(service);
        subnets.register(service);
        acls.register(service, subnets);
        prefixLists.register(service, groups);
        groups.register(service, interfaces::use);
        new SecurityGroupRules(vpc, groups, prefixLists).register(service);
        interfaces.register(service);
        instances.register(service);
        new InstanceQueries(vpc, instances, interfaces).register(service);
        InstanceTypes.register(service);
        Images.register(service);
        flowLogs.register(service);
    }

    public Service service() {
        return service;
    }

    /** The id of the image that everybody starts from. */
    public static String amazonLinuxImage() {
        return Images.AMAZON_LINUX;
    }

    /** The instances that run now. */
    public List<Host> running() {
        synchronized (service.locked()) {
            return instances.all().stream()
                    .filter(instance -> instance.state() == InstanceState.RUNNING)
                    .map(this::host)
                    .toList();
        }
    }

    private Host host(Instance instance) {
        NetworkInterface attached = instance.networkInterface();
        var profile = instance.launch().profile();
        return new Host(
                instance.id(),
                attached.id(),
                attached.mac(),
                attached.privateAddress().toString(),
                text.privateDnsName(attached.privateAddress()),
                profile == null ? null : profile.arn(),
                instance.since());
    }
}
