package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;

class Ec2Test {

    private AwsEndpoint endpoint;
    private Ec2Client ec2;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        ec2 = new Clients(endpoint).of(Ec2Client.builder());
    }

    @AfterEach
    void stop() {
        ec2.close();
        endpoint.close();
    }

    @Test
    void hasADefaultVpcWithASubnetPerZone() {
        Vpc vpc = ec2.describeVpcs(describe -> describe.filters(filter("is-default", "true")))
                .vpcs()
                .get(0);
        List<Subnet> subnets = ec2.describeSubnets(describe -> describe.filters(filter("vpc-id", vpc.vpcId())))
                .subnets();

        assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
        assertThat(subnets).extracting(Subnet::availabilityZoneId).containsExactly("use1-az1", "use1-az2", "use1-az3");
        assertThat(subnets)
                .extracting(Subnet::cidrBlock)
                .containsExactly("172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20");
        assertThat(ec2.describeInternetGateways()
                        .internetGateways()
                        .get(0)
                        .attachments()
                        .get(0)
                        .vpcId())
                .isEqualTo(vpc.vpcId());
        assertThat(ec2.describeRouteTables(describe -> describe.filters(filter("association.main", "true")))
                        .routeTables())
                .singleElement()
                .satisfies(table -> assertThat(table.routes()).hasSize(2));
    }

    @Test
    void returnsSecurityGroupRulesAsTheyWereAuthorized() {
        String group = createGroup("web");

        IpPermission ping = IpPermission.builder()
                .ipProtocol("icmp")
                .fromPort(8)
                .toPort(-1)
                .ipRanges(IpRange.builder()
                        .cidrIp("10.1.2.3/8")
                        .description("ping")
                        .build())
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
                .build();
        List<SecurityGroupRule> authorized = ec2.authorizeSecurityGroupIngress(
                        authorize -> authorize.groupId(group).ipPermissions(ping))
                .securityGroupRules();

        SecurityGroup described = ec2.describeSecurityGroups(describe -> describe.groupIds(group))
                .securityGroups()
                .get(0);
        assertThat(authorized).extracting(SecurityGroupRule::cidrIpv4).containsExactly("10.0.0.0/8", null);
        assertThat(described.ipPermissions()).singleElement().satisfies(permission -> {
            assertThat(permission.fromPort()).isEqualTo(8);
            assertThat(permission.toPort()).isEqualTo(-1);
            assertThat(permission.ipRanges().get(0).description()).isEqualTo("ping");
            assertThat(permission.userIdGroupPairs().get(0).groupId()).isEqualTo(group);
        });
        assertThat(described.ipPermissionsEgress().get(0).ipProtocol()).isEqualTo("-1");
        assertThat(ec2.describeSecurityGroupRules(describe -> describe.filters(filter("group-id", group)))
                        .securityGroupRules())
                .hasSize(3);
    }

    @Test
    void refusesADuplicateRuleAndARevokedOneTwice() {
        String group = createGroup("web");
        Runnable authorize = () -> ec2.authorizeSecurityGroupIngress(call ->
                call.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));
        Runnable revoke = () -> ec2.revokeSecurityGroupIngress(call ->
                call.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));

        authorize.run();
        assertCode(authorize::run, "InvalidPermission.Duplicate");
        revoke.run();
        assertCode(revoke::run, "InvalidPermission.NotFound");
    }

    @Test
    void revokesAndChangesRulesById() {
        String group = createGroup("web");
        String rule = ec2.authorizeSecurityGroupIngress(call -> call.groupId(group)
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0"))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();

        SecurityGroupRuleUpdate update = SecurityGroupRuleUpdate.builder()
                .securityGroupRuleId(rule)
                .securityGroupRule(
                        now -> now.ipProtocol("tcp").fromPort(80).toPort(81).cidrIpv4("10.0.0.0/8"))
                .build();
        ec2.modifySecurityGroupRules(modify -> modify.groupId(group).securityGroupRules(update));
        SecurityGroupRule changed = ec2.describeSecurityGroupRules(describe -> describe.securityGroupRuleIds(rule))
                .securityGroupRules()
                .get(0);
        ec2.revokeSecurityGroupIngress(revoke -> revoke.groupId(group).securityGroupRuleIds(rule));

        assertThat(changed.fromPort()).isEqualTo(80);
        assertCode(
                () -> ec2.describeSecurityGroupRules(describe -> describe.securityGroupRuleIds(rule)),
                "InvalidSecurityGroupRuleId.NotFound");
    }

    @Test
    void protectsGroupsThatAreInUse() {
        String group = createGroup("web");
        run(group);

        assertCode(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(group)), "DependencyViolation");
        assertCode(() -> createGroup("web"), "InvalidGroup.Duplicate");
        assertCode(() -> ec2.deleteSecurityGroup(delete -> delete.groupId("sg-0")), "InvalidGroup.NotFound");
        assertCode(() -> ec2.deleteSecurityGroup(delete -> delete.groupName("default")), "CannotDelete");
    }

    @Test
    void keepsEntriesOfANetworkAclInOrder() {
        NetworkAcl acl = ec2.describeNetworkAcls().networkAcls().get(0);
        ec2.createNetworkAclEntry(create -> create.networkAclId(acl.networkAclId())
                .ruleNumber(50)
                .protocol("1")
                .icmpTypeCode(icmp -> icmp.type(8).code(-1))
                .ruleAction(RuleAction.DENY)
                .egress(false)
                .cidrBlock("172.31.0.0/16"));

        List<NetworkAclEntry> inbound = ec2.describeNetworkAcls().networkAcls().get(0).entries().stream()
                .filter(entry -> !entry.egress())
                .toList();

        assertThat(acl.isDefault()).isTrue();
        assertThat(acl.associations()).hasSize(3);
        assertThat(inbound).extracting(NetworkAclEntry::ruleNumber).containsExactly(50, 100, 32767);
        assertThat(inbound.get(0).icmpTypeCode().type()).isEqualTo(8);
        assertCode(
                () -> ec2.createNetworkAclEntry(create -> create.networkAclId(acl.networkAclId())
                        .ruleNumber(100)
                        .protocol("-1")
                        .ruleAction(RuleAction.DENY)
                        .egress(true)
                        .cidrBlock("0.0.0.0/0")),
                "NetworkAclEntryAlreadyExists");
        ec2.deleteNetworkAclEntry(
                delete -> delete.networkAclId(acl.networkAclId()).ruleNumber(50).egress(false));
        assertThat(ec2.describeNetworkAcls().networkAcls().get(0).entries()).hasSize(4);
    }

    @Test
    void movesASubnetToAnotherNetworkAcl() {
        NetworkAcl first = ec2.describeNetworkAcls().networkAcls().get(0);
        String own = ec2.createNetworkAcl(create -> create.vpcId(first.vpcId()))
                .networkAcl()
                .networkAclId();

        ec2.replaceNetworkAclAssociation(replace -> replace.networkAclId(own)
                .associationId(first.associations().get(0).networkAclAssociationId()));

        assertThat(ec2.describeNetworkAcls(describe -> describe.filters(filter(
                                "association.subnet-id",
                                first.associations().get(0).subnetId())))
                        .networkAcls())
                .extracting(NetworkAcl::networkAclId)
                .containsExactly(own);
        assertCode(() -> ec2.deleteNetworkAcl(delete -> delete.networkAclId(own)), "DependencyViolation");
    }

    @Test
    void describesAnInstanceAsItWasRun() {
        String group = createGroup("web");

        String id = run(group);
        await(id, InstanceStateName.RUNNING);

        Instance instance = instance(id);
        assertThat(instance.instanceId()).matches("i-[0-9a-f]{17}");
        assertThat(instance.privateIpAddress()).startsWith("172.31.");
        assertThat(instance.publicIpAddress()).startsWith("198.1");
        assertThat(instance.securityGroups().get(0).groupId()).isEqualTo(group);
        assertThat(instance.tags()).extracting(Tag::value).containsExactly("lab");
        assertThat(instance.networkInterfaces().get(0).macAddress()).startsWith("0e:");
        assertThat(ec2.describeNetworkInterfaces(describe -> describe.filters(filter("attachment.instance-id", id)))
                        .networkInterfaces())
                .singleElement()
                .satisfies(each -> assertThat(each.privateIpAddress()).isEqualTo(instance.privateIpAddress()));
        assertThat(ec2.describeVolumes(describe -> describe.filters(filter("attachment.instance-id", id)))
                        .volumes())
                .hasSize(1);
        assertThat(ec2.describeInstances(describe -> describe.filters(
                                filter("tag:project", "l*b"), filter("instance-state-name", "running")))
                        .reservations())
                .hasSize(1);
        assertThat(ec2.describeTags(describe -> describe.filters(filter("resource-id", id)))
                        .tags())
                .hasSize(1);
    }

    @Test
    void runsOnceForOneClientToken() {
        String group = createGroup("web");

        assertThat(run(group)).isEqualTo(run(group));
    }

    @Test
    void stopsStartsAndTerminates() {
        String id = run(createGroup("web"));
        await(id, InstanceStateName.RUNNING);

        ec2.stopInstances(stop -> stop.instanceIds(id));
        await(id, InstanceStateName.STOPPED);
        assertThat(instance(id).publicIpAddress()).isNull();
        ec2.startInstances(start -> start.instanceIds(id));
        await(id, InstanceStateName.RUNNING);
        assertThat(ec2.describeInstanceStatus().instanceStatuses()).hasSize(1);
        ec2.terminateInstances(terminate -> terminate.instanceIds(id));
        await(id, InstanceStateName.TERMINATED);

        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertCode(
                        () -> ec2.describeInstances(describe -> describe.instanceIds(id)),
                        "InvalidInstanceID.NotFound"));
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertCode(
                () -> ec2.runInstances(run -> run.imageId("ami-1").minCount(1).maxCount(1)), "InvalidAMIID.NotFound");
        assertCode(
                () -> ec2.describeSubnets(describe -> describe.filters(filter("colour", "red"))),
                "InvalidParameterValue");
        assertCode(() -> ec2.describeVpcs(describe -> describe.vpcIds("vpc-1")), "InvalidVpcID.NotFound");
        assertCode(
                () -> ec2.createTags(create ->
                        create.resources("sg-1").tags(Tag.builder().key("a").build())),
                "InvalidGroup.NotFound");
        assertCode(() -> ec2.createVpc(create -> create.cidrBlock("10.0.0.0/8")), "InvalidAction");
        assertCode(() -> ec2.describeVpcs(describe -> describe.dryRun(true)), "DryRunOperation");
    }

    @Test
    void pagesThroughRules() {
        String group = createGroup("web");
        for (int port = 1; port <= 12; port++) {
            int current = port;
            ec2.authorizeSecurityGroupIngress(call -> call.groupId(group)
                    .ipProtocol("tcp")
                    .fromPort(current)
                    .toPort(current)
                    .cidrIp("0.0.0.0/0"));
        }

        assertThat(ec2.describeSecurityGroupRulesPaginator(
                                describe -> describe.maxResults(5).filters(filter("group-id", group)))
                        .securityGroupRules())
                .hasSize(13);
    }

    private String createGroup(String name) {
        return ec2.createSecurityGroup(create -> create.groupName(name).description("of a test"))
                .groupId();
    }

    private String run(String group) {
        Tag tag = Tag.builder().key("project").value("lab").build();
        TagSpecification tags = TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(tag)
                .build();
        return ec2.runInstances(run -> run.imageId("ami-0f1a2b3c4d5e6f708")
                        .instanceType(InstanceType.T3_MICRO)
                        .minCount(1)
                        .maxCount(1)
                        .clientToken("once")
                        .securityGroupIds(group)
                        .tagSpecifications(tags))
                .instances()
                .get(0)
                .instanceId();
    }

    private Instance instance(String id) {
        return ec2.describeInstances(describe -> describe.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    private void await(String id, InstanceStateName state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> instance(id).state().name() == state);
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
