package io.flowlens.provisioner.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.iam.RoleSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.iam.model.Tag;

class LabIT {

    private final Sandbox sandbox = new Sandbox();
    private final AwsClients clients = sandbox.clients();
    private final Lab lab = new Lab(clients);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void makesTheTutorialsLab() {
        LabState made = lab.up(Progress.silent());

        assertThat(made.complete()).isTrue();
        assertThat(made.instances()).hasSize(2).allSatisfy(instance -> {
            assertThat(instance.state()).isEqualTo("running");
            assertThat(instance.interfaceId()).startsWith("eni-");
            assertThat(instance.publicIp()).isNotNull();
        });
        assertThat(made.instanceRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/EC2-SSM-Role");
        assertThat(made.logs().logGroup()).isEqualTo("vpc-flow-logs-project");
        assertThat(made.logs().roleArn()).isEqualTo("arn:aws:iam::123456789012:role/Flow-Logs-Role");
        assertThat(made.subscription().streamArn())
                .isEqualTo("arn:aws:kinesis:us-east-1:123456789012:stream/vpc-flow-logs-project");
        assertThat(made.network().aclId()).startsWith("acl-");
    }

    @Test
    void letsNothingIntoTheGroupAndNeedsNoKeyPair() {
        LabState made = lab.up(Progress.silent());

        assertThat(group(made).ipPermissions()).isEmpty();
        assertThat(group(made).ipPermissionsEgress()).isNotEmpty();
        assertThat(instances()).allSatisfy(instance -> {
            assertThat(instance.keyName()).isNull();
            assertThat(instance.instanceTypeAsString()).isEqualTo("t3.micro");
            assertThat(instance.securityGroups())
                    .extracting(group -> group.groupId())
                    .containsExactly(made.network().groupId());
            assertThat(instance.metadataOptions().httpTokensAsString()).isEqualTo("required");
        });
        assertThat(instances())
                .extracting(Instance::subnetId)
                .containsOnly(made.network().subnetId());
    }

    @Test
    void recordsAllTrafficOfTheDefaultVpcEachMinute() {
        LabState made = lab.up(Progress.silent());

        FlowLog flowLog = clients.ec2().describeFlowLogs().flowLogs().get(0);
        assertThat(flowLog.resourceId()).isEqualTo(made.network().vpcId());
        assertThat(flowLog.trafficTypeAsString()).isEqualTo("ALL");
        assertThat(flowLog.maxAggregationInterval()).isEqualTo(60);
        assertThat(flowLog.deliverLogsPermissionArn()).isEqualTo(made.logs().roleArn());
    }

    @Test
    void makesNothingTwice() {
        LabState first = lab.up(Progress.silent());
        HeardProgress second = new HeardProgress();

        assertThat(lab.up(second)).isEqualTo(first);

        assertThat(second.done()).noneMatch(sentence -> sentence.contains("created") || sentence.contains("launched"));
        assertThat(instances()).hasSize(2);
        assertThat(clients.ec2().describeFlowLogs().flowLogs()).hasSize(1);
    }

    @Test
    void tellsItsStepsInTheSameOrderEveryTime() {
        HeardProgress progress = new HeardProgress();

        lab.up(progress);

        assertThat(progress.done())
                .hasSize(Step.values().length)
                .startsWith("account 123456789012, region us-east-1")
                .endsWith("Systems Manager reaches both instances")
                .containsSubsequence(
                        "created role EC2-SSM-Role",
                        "created log group vpc-flow-logs-project",
                        "created Kinesis stream vpc-flow-logs-project",
                        "created subscription filter vpc-flow-logs-project",
                        "launched two instances");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreateRole",
                "iam:AttachRolePolicy",
                "iam:AddRoleToInstanceProfile",
                "iam:PutRolePolicy",
                "ec2:CreateSecurityGroup",
                "ec2:RunInstances",
                "ec2:CreateFlowLogs",
                "ssm:DescribeInstanceInformation",
                "logs:CreateLogGroup",
                "logs:PutRetentionPolicy",
                "logs:PutSubscriptionFilter",
                "kinesis:CreateStream"
            })
    void finishesOnTheNextRunWhatFailedInTheMiddle(String operation) {
        sandbox.faults().fail(operation, 1);
        assertThatThrownBy(() -> lab.up(Progress.silent()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("cannot ");
        sandbox.faults().clear();

        LabState made = lab.up(Progress.silent());

        assertThat(made.complete()).isTrue();
        assertThat(instances()).hasSize(2);
        assertThat(clients.iam()
                        .listAttachedRolePolicies(list -> list.roleName("EC2-SSM-Role"))
                        .attachedPolicies())
                .hasSize(1);
        assertThat(clients.iam()
                        .listRolePolicies(list -> list.roleName("Flow-Logs-Role"))
                        .policyNames())
                .hasSize(1);
        assertThat(clients.logs().describeLogGroups().logGroups())
                .extracting(group -> group.retentionInDays())
                .containsExactly(7);
    }

    @Test
    void launchesTheInstanceThatIsMissingIntoTheSubnetOfTheOther() {
        LabState before = lab.up(Progress.silent());
        String ended = before.instances().get(0).id();
        clients.ec2().terminateInstances(terminate -> terminate.instanceIds(ended));

        LabState after = lab.up(Progress.silent());

        assertThat(after.instances())
                .hasSize(2)
                .extracting(LabState.Instance::id)
                .contains(before.instances().get(1).id())
                .doesNotContain(ended);
        assertThat(instances())
                .extracting(Instance::subnetId)
                .containsOnly(before.network().subnetId());
    }

    @Test
    void startsInstancesThatSomebodyStopped() {
        LabState before = lab.up(Progress.silent());
        clients.ec2()
                .stopInstances(stop -> stop.instanceIds(
                        before.instances().stream().map(LabState.Instance::id).toList()));

        LabState after = lab.up(Progress.silent());

        assertThat(after.complete()).isTrue();
        assertThat(after.instances())
                .extracting(LabState.Instance::id)
                .isEqualTo(
                        before.instances().stream().map(LabState.Instance::id).toList());
    }

    @Test
    void findsNothingBeforeItIsMade() {
        LabState none = lab.find();

        assertThat(none.absent()).isTrue();
        assertThat(none.complete()).isFalse();
        assertThat(none.network().vpcId()).startsWith("vpc-");
    }

    @Test
    void leavesNothingBehindAndListsWhatItDeleted() {
        LabState made = lab.up(Progress.silent());
        new LabRules(clients).denyPings(made.network().aclId());

        Teardown ended = lab.down(Progress.silent());

        assertThat(ended.failed()).isEmpty();
        assertThat(ended.left()).isEmpty();
        assertThat(ended.deleted())
                .containsExactlyInAnyOrder(
                        "instance " + made.instances().get(0).id(),
                        "instance " + made.instances().get(1).id(),
                        "subscription filter vpc-flow-logs-project",
                        "flow log " + made.logs().flowLogId(),
                        "Kinesis stream vpc-flow-logs-project",
                        "log group vpc-flow-logs-project",
                        "security group " + made.network().groupId(),
                        "instance profile EC2-SSM-Role",
                        "role EC2-SSM-Role",
                        "role Flow-Logs-Role",
                        "role Flow-Logs-Subscription-Role",
                        "entry 1 of network ACL " + made.network().aclId());
        assertThat(lab.find().absent()).isTrue();
    }

    @Test
    void endsWhatIsNotThereWithoutComplaint() {
        Teardown ended = lab.down(Progress.silent());

        assertThat(ended).isEqualTo(new Teardown(List.of(), List.of(), List.of()));
    }

    @Test
    void leavesWhatSomebodyElseMadeUnderTheSameNames() {
        clients.logs()
                .createLogGroup(
                        create -> create.logGroupName("vpc-flow-logs-project").tags(Map.of("Name", "by hand")));
        createRoleByHand();
        clients.iam()
                .attachRolePolicy(attach -> attach.roleName("EC2-SSM-Role")
                        .policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));

        lab.up(Progress.silent());
        Teardown ended = lab.down(Progress.silent());

        assertThat(ended.left()).containsExactly("log group vpc-flow-logs-project", "role EC2-SSM-Role");
        assertThat(clients.logs().describeLogGroups().logGroups()).hasSize(1);
        assertThat(clients.iam().getRole(get -> get.roleName("EC2-SSM-Role")).role())
                .isNotNull();
    }

    @Test
    void doesNotWaitInVainForARoleThatSomebodyElseLeftUnfinished() {
        createRoleByHand();

        assertThatThrownBy(() -> lab.up(Progress.silent()))
                .hasMessageContaining("role EC2-SSM-Role was not made by flowlens and lacks policy");
    }

    @Test
    void goesOnPastWhatCannotBeDeleted() {
        lab.up(Progress.silent());
        sandbox.faults().fail("logs:DeleteLogGroup", 1);

        Teardown ended = lab.down(Progress.silent());

        assertThat(ended.failed()).singleElement().asString().startsWith("cannot delete log group");
        assertThat(ended.deleted()).contains("role EC2-SSM-Role", "role Flow-Logs-Role");
    }

    @Test
    void pingsOnceTheRuleIsThereAndNoLongerOnceAnAclDeniesIt() {
        LabState made = lab.up(Progress.silent());
        LabRules rules = new LabRules(clients);
        LabState.Instance from = made.instances().get(0);
        LabState.Instance to = made.instances().get(1);

        Ping before = lab.ping(from.id(), to.privateIp());
        assertThat(before.answered()).isFalse();
        assertThat(before.output()).contains("100% packet loss");

        rules.allowPing(made.network().groupId(), from.privateIp());
        Ping allowed = lab.ping(from.id(), to.privateIp());
        assertThat(allowed.answered()).isTrue();
        assertThat(allowed.output()).contains("3 received");

        rules.denyPings(made.network().aclId());
        assertThat(lab.ping(from.id(), "8.8.8.8").answered()).isFalse();

        rules.allowPings(made.network().aclId());
        assertThat(lab.ping(from.id(), "8.8.8.8").answered()).isTrue();
    }

    @Test
    void pingsAddressesOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> lab.ping("i-1", "8.8.8.8; rm -rf /"));
    }

    private void createRoleByHand() {
        clients.iam()
                .createRole(create -> create.roleName("EC2-SSM-Role")
                        .assumeRolePolicyDocument(RoleSpec.instances(clients.identity(), "EC2-SSM-Role")
                                .trust())
                        .tags(Tag.builder().key("Name").value("by hand").build()));
    }

    private List<Instance> instances() {
        return clients.ec2().describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().nameAsString().equals("running"))
                .toList();
    }

    private SecurityGroup group(LabState made) {
        return clients.ec2()
                .describeSecurityGroups(
                        describe -> describe.groupIds(made.network().groupId()))
                .securityGroups()
                .get(0);
    }
}
