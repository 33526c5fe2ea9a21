package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The instances whose agent has registered: they run for a while, in a role that allows it. */
final class ManagedInstances {

    private static final String POLICY = "AmazonSSMManagedInstanceCore";
    private static final Duration REGISTRATION = Duration.ofSeconds(45);

    private final Region region;
    private final Ec2 ec2;
    private final Iam iam;
    private final Supplier<Duration> delay;

    ManagedInstances(Region region, Ec2 ec2, Iam iam, Supplier<Duration> delay) {
        this.delay = delay;
        this.region = region;
        this.ec2 = ec2;
        this.iam = iam;
    }

    void register(Service service) {
        service.on("DescribeInstanceInformation", this::describe);
    }

    List<Ec2.Host> online() {
        return ec2.running().stream().filter(this::isRegistered).toList();
    }

    Optional<Ec2.Host> find(String instanceId) {
        return online().stream()
                .filter(host -> host.instanceId().equals(instanceId))
                .findFirst();
    }

    private boolean isRegistered(Ec2.Host host) {
        return host.profileArn() != null
                && iam.grants(host.profileArn(), POLICY)
                && region.isOver(host.runningSince(), REGISTRATION.plus(delay.get()));
    }

    private Tree describe(Params params) {
        List<Tree> all = online().stream()
                .filter(host -> passes(host, params.structures("Filters"), "Key", "Values"))
                .filter(host -> passes(host, params.structures("InstanceInformationFilterList"), "key", "valueSet"))
                .map(this::describe)
                .toList();
        Page<Tree> page = Page.of(all, params.text("NextToken"), params.number("MaxResults", 50, 5, 50));
        return Tree.of("InstanceInformationList", page.items(), "NextToken", page.nextToken());
    }

    private static boolean passes(Ec2.Host host, List<Params> filters, String key, String values) {
        return filters.stream().allMatch(filter -> {
            List<String> wanted = filter.texts(values);
            return switch (filter.required(key)) {
                case "InstanceIds" -> wanted.contains(host.instanceId());
                case "PingStatus" -> wanted.contains("Online");
                case "PlatformTypes" -> wanted.contains("Linux");
                case "ResourceType" -> wanted.contains("EC2Instance");
                default -> throw filter.invalid(key, "InstanceIds, PingStatus, PlatformTypes or ResourceType");
            };
        });
    }

    private Tree describe(Ec2.Host host) {
        return Tree.of(
                "InstanceId", host.instanceId(),
                "PingStatus", "Online",
                "LastPingDateTime", region.now(),
                "AgentVersion", "3.3.3050.0",
                "IsLatestVersion", true,
                "PlatformType", "Linux",
                "PlatformName", "Amazon Linux",
                "PlatformVersion", "2023",
                "ResourceType", "EC2Instance",
                "SourceType", "AWS::EC2::Instance",
                "SourceId", host.instanceId(),
                "IPAddress", host.privateAddress(),
                "ComputerName", host.privateDnsName());
    }
}
