package io.flowlens.provisioner.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.iam.RoleSpec;
import io.flowlens.provisioner.logs.SubscriptionRequest.Source;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.TrafficType;

class FlowLogSubscriptionIT {

    private static final String GROUP = "/network/flows#1";

    private final Sandbox sandbox = new Sandbox();
    private final AwsClients clients = sandbox.clients();
    private String vpcId;

    @BeforeEach
    void findVpc() {
        vpcId = clients.ec2().describeVpcs().vpcs().get(0).vpcId();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void carriesALogGroupThatIsThereToAStream() {
        flowLogByHand(TrafficType.ALL, null);
        FlowLogSubscription subscription = subscription(Source.logGroup(GROUP), false);

        assertThat(subscription.plan().found()).anyMatch(what -> what.contains("ALL traffic, format ${version}"));
        assertThat(subscription.plan().missing()).hasSize(3);
        assertThat(subscription.plan().deliveryIsNew()).isFalse();
        subscription.apply(Progress.silent());

        assertThat(filters()).singleElement().satisfies(filter -> {
            assertThat(filter.filterPattern()).isEmpty();
            assertThat(filter.destinationArn()).endsWith(":stream/" + subscription.stream());
        });
        assertThat(subscription.stream()).matches("flowlens--network-flows-1-[0-9a-f]{8}");
        assertThat(subscription(Source.logGroup(GROUP), false).plan().isEmpty()).isTrue();
    }

    @Test
    void leavesAcceptsBehindByTheColumnsOfTheFlowLogsOwnFormat() {
        flowLogByHand(TrafficType.ALL, "${interface-id} ${action} ${srcaddr}");

        subscription(Source.logGroup(GROUP), true).apply(Progress.silent());

        assertThat(filters())
                .extracting(SubscriptionFilter::filterPattern)
                .containsExactly("[interface_id, action=\"REJECT\", srcaddr]");
    }

    @Test
    void doesNotGuessTheColumnsOfRejects() {
        clients.logs().createLogGroup(create -> create.logGroupName(GROUP));

        assertThatThrownBy(() -> subscription(Source.logGroup(GROUP), true).plan())
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("no flow log of this account and region writes to it");
        assertThat(subscription(Source.logGroup(GROUP), false).plan().notes()).hasSize(1);
    }

    @Test
    void namesThoseWhoHoldBothSubscriptionsOfALogGroup() {
        flowLogByHand(TrafficType.ALL, null);
        subscription(Source.logGroup(GROUP), false).apply(Progress.silent());
        SubscriptionFilter ours = filters().get(0);
        clients.logs()
                .deleteSubscriptionFilter(delete -> delete.logGroupName(GROUP).filterName(ours.filterName()));
        for (String name : List.of("siem", "archive")) {
            clients.logs()
                    .putSubscriptionFilter(put -> put.logGroupName(GROUP)
                            .filterName(name)
                            .filterPattern("")
                            .destinationArn(ours.destinationArn())
                            .roleArn(ours.roleArn()));
        }

        assertThatThrownBy(() -> subscription(Source.logGroup(GROUP), false).plan())
                .hasMessageContaining("'archive' to " + ours.destinationArn())
                .hasMessageContaining("'siem' to " + ours.destinationArn())
                .hasMessageContaining("delete one");
    }

    @Test
    void makesTheFlowLogOfAVpcThatHasNoneAndTakesAwayJustThat() {
        FlowLogSubscription subscription = subscription(Source.vpc(vpcId), false);
        assertThat(subscription.plan().deliveryIsNew()).isTrue();
        subscription.apply(Progress.silent());

        assertThat(flowLogs()).singleElement().satisfies(flowLog -> {
            assertThat(flowLog.logGroupName()).isEqualTo("/flowlens/" + vpcId);
            assertThat(flowLog.logFormat()).endsWith("${flow-direction} ${reject-reason}");
            assertThat(flowLog.maxAggregationInterval()).isEqualTo(60);
        });
        assertThat(subscription(Source.vpc(vpcId), false).plan().isEmpty()).isTrue();
        clients.logs().createLogGroup(create -> create.logGroupName("/flowlens/other"));

        Teardown teardown = subscription(Source.vpc(vpcId), true).remove(Progress.silent());

        assertThat(teardown.failed()).isEmpty();
        assertThat(teardown.deleted()).hasSize(6);
        assertThat(flowLogs()).isEmpty();
        assertThat(clients.kinesis().listStreams().streamNames()).isEmpty();
        assertThat(clients.iam().listRoles().roles())
                .noneMatch(role -> role.roleName().startsWith("flowlens"));
        assertThat(clients.logs().describeLogGroups().logGroups())
                .extracting(group -> group.logGroupName())
                .containsExactly("/flowlens/other");
    }

    @Test
    void usesTheFlowLogThatAVpcHasAndLeavesItBehind() {
        flowLogByHand(TrafficType.ALL, null);
        subscription(Source.vpc(vpcId), false).apply(Progress.silent());
        assertThat(filters()).hasSize(1);

        Teardown teardown = subscription(Source.vpc(vpcId), true).remove(Progress.silent());

        assertThat(teardown.deleted()).hasSize(3);
        assertThat(flowLogs()).hasSize(1);
        assertThat(clients.logs().describeLogGroups().logGroups()).hasSize(1);
    }

    @Test
    void goesOnWhereItWasStopped() {
        sandbox.faults().fail("kinesis:CreateStream", 1);
        assertThatThrownBy(() -> subscription(Source.vpc(vpcId), false).apply(Progress.silent()))
                .hasMessageContaining("cannot create Kinesis stream flowlens-");
        sandbox.faults().clear();

        subscription(Source.vpc(vpcId), false).apply(Progress.silent());

        assertThat(flowLogs()).hasSize(1);
        assertThat(subscription(Source.vpc(vpcId), false).plan().isEmpty()).isTrue();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> subscription(Source.logGroup("nowhere"), false))
                .hasMessageContaining("there is no log group nowhere in account 123456789012, region us-east-1");
        assertThatThrownBy(() -> subscription(Source.vpc("vpc-0badbadbadbadbad0"), false))
                .hasMessageContaining("cannot find VPC vpc-0badbadbadbadbad0")
                .hasMessageContaining("InvalidVpcID.NotFound");
    }

    private FlowLogSubscription subscription(Source source, boolean rejectsOnly) {
        return FlowLogSubscription.of(clients, new SubscriptionRequest(source, rejectsOnly, 1));
    }

    private void flowLogByHand(TrafficType traffic, String format) {
        clients.logs().createLogGroup(create -> create.logGroupName(GROUP));
        RoleSpec spec = RoleSpec.flowLogs(clients.identity(), "by-hand", GROUP);
        String roleArn = clients.iam()
                .createRole(create -> create.roleName(spec.name()).assumeRolePolicyDocument(spec.trust()))
                .role()
                .arn();
        clients.ec2()
                .createFlowLogs(create -> create.resourceIds(vpcId)
                        .resourceType(FlowLogsResourceType.VPC)
                        .trafficType(traffic)
                        .logFormat(format)
                        .logGroupName(GROUP)
                        .deliverLogsPermissionArn(roleArn));
    }

    private List<FlowLog> flowLogs() {
        return clients.ec2().describeFlowLogs().flowLogs();
    }

    private List<SubscriptionFilter> filters() {
        return clients.logs()
                .describeSubscriptionFilters(describe -> describe.logGroupName(GROUP))
                .subscriptionFilters();
    }
}
