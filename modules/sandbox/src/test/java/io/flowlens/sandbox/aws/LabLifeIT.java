package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InvalidInstanceIdException;

/** The life of a lab, through nothing but AWS's interfaces: built, blocked, seen in the logs, opened, blocked again, gone. */
class LabLifeIT {

    private static final String IMAGE_PARAMETER =
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    private static final String ROLE = "arn:aws:iam::123456789012:role/";
    private static final String MANAGED_CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    private AwsEndpoint endpoint;
    private Ec2Client ec2;
    private IamClient iam;
    private SsmClient ssm;
    private CloudWatchLogsClient logs;
    private KinesisClient kinesis;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(100)).withSeed(7));
        Clients clients = new Clients(endpoint);
        ec2 = clients.of(Ec2Client.builder());
        iam = clients.of(IamClient.builder());
        ssm = clients.of(SsmClient.builder());
        logs = clients.of(CloudWatchLogsClient.builder());
        kinesis = clients.of(KinesisClient.builder());
    }

    @AfterEach
    void stop() {
        List.of(ec2, iam, ssm, logs, kinesis).forEach(client -> client.close());
        endpoint.close();
    }

    @Test
    void livesALab() {
        makeRoles();
        String group = ec2.createSecurityGroup(create -> create.groupName("lab").description("lab"))
                .groupId();
        Instance pinger = run(group, 0);
        Instance target = run(group, 1);
        String flowLog = recordTraffic(pinger.vpcId());

        assertThat(ping(pinger, target).status()).isEqualTo(CommandInvocationStatus.FAILED);
        awaitLine(target, "REJECT OK");
        awaitEnvelope();

        ec2.authorizeSecurityGroupIngress(authorize -> authorize
                .groupId(group)
                .ipProtocol("icmp")
                .fromPort(-1)
                .toPort(-1)
                .cidrIp("172.31.0.0/16"));
        GetCommandInvocationResponse answered = ping(pinger, target);
        assertThat(answered.status()).isEqualTo(CommandInvocationStatus.SUCCESS);
        assertThat(answered.standardOutputContent()).contains("1 received, 0% packet loss");
        awaitLine(target, "ACCEPT OK");

        String acl = ec2.describeNetworkAcls().networkAcls().get(0).networkAclId();
        ec2.createNetworkAclEntry(create -> create.networkAclId(acl)
                .ruleNumber(10)
                .protocol("1")
                .icmpTypeCode(icmp -> icmp.type(-1).code(-1))
                .ruleAction(RuleAction.DENY)
                .egress(false)
                .cidrBlock("172.31.0.0/16"));
        assertThat(ping(pinger, target).status()).isEqualTo(CommandInvocationStatus.FAILED);

        ec2.deleteNetworkAclEntry(
                delete -> delete.networkAclId(acl).ruleNumber(10).egress(false));
        ec2.deleteFlowLogs(delete -> delete.flowLogIds(flowLog));
        tearDown(group, pinger, target);
        assertNothingIsLeft();
    }

    @Test
    void reportsAFlowLogWhoseRoleCannotBeAssumed() {
        String group = ec2.createSecurityGroup(create -> create.groupName("lab").description("lab"))
                .groupId();
        Instance instance = run(group, 0);

        createFlowLog(instance.vpcId());

        await(() -> {
            FlowLog flowLog = ec2.describeFlowLogs().flowLogs().get(0);
            return "FAILED".equals(flowLog.deliverLogsStatus())
                    && "Access error".equals(flowLog.deliverLogsErrorMessage());
        });
    }

    @Test
    void managesNoInstanceWithoutTheRoleForIt() {
        String group = ec2.createSecurityGroup(create -> create.groupName("lab").description("lab"))
                .groupId();
        Instance instance = run(group, 0);

        assertThatThrownBy(() -> send(instance, "true")).isInstanceOf(InvalidInstanceIdException.class);
    }

    @Test
    void runsAFewCommandsInAShell() {
        makeRoles();
        String group = ec2.createSecurityGroup(create -> create.groupName("lab").description("lab"))
                .groupId();
        Instance instance = run(group, 0);
        awaitManaged(instance);

        var script = """
                # who am I
                TOKEN=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")
                MAC=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/mac)
                ENI=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/network/interfaces/macs/$MAC/interface-id)
                echo "I am $ENI"; false && echo no || echo yes
                rm -rf /""";
        GetCommandInvocationResponse result = send(instance, script);

        assertThat(result.standardOutputContent())
                .isEqualTo("I am " + instance.networkInterfaces().get(0).networkInterfaceId() + "\nyes\n");
        assertThat(result.standardErrorContent())
                .isEqualTo("sh: rm: command not found\nfailed to run commands: exit status 127");
        assertThat(result.responseCode()).isEqualTo(127);
    }

    private void makeRoles() {
        createRole("lab-instance", "ec2.amazonaws.com");
        createRole("lab-flow-logs", "vpc-flow-logs.amazonaws.com");
        createRole("lab-subscription", "logs.us-east-1.amazonaws.com");
        iam.attachRolePolicy(attach -> attach.roleName("lab-instance").policyArn(MANAGED_CORE));
        iam.createInstanceProfile(create -> create.instanceProfileName("lab"));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("lab").roleName("lab-instance"));
    }

    private void createRole(String name, String service) {
        iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(Trust.of(service)));
    }

    private Instance run(String group, int subnet) {
        String image =
                ssm.getParameter(get -> get.name(IMAGE_PARAMETER)).parameter().value();
        String subnetId = ec2.describeSubnets().subnets().get(subnet).subnetId();
        boolean managed = !iam.listInstanceProfiles().instanceProfiles().isEmpty();
        String id = ec2.runInstances(run -> run.imageId(image)
                        .instanceType(InstanceType.T3_NANO)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(subnetId)
                        .securityGroupIds(group)
                        .iamInstanceProfile(profile -> profile.name(managed ? "lab" : null)))
                .instances()
                .get(0)
                .instanceId();
        await(() -> instance(id).state().name() == InstanceStateName.RUNNING);
        return instance(id);
    }

    private Instance instance(String id) {
        return ec2.describeInstances(describe -> describe.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    private String recordTraffic(String vpcId) {
        kinesis.createStream(create -> create.streamName("lab").shardCount(1));
        await(() -> kinesis.describeStreamSummary(describe -> describe.streamName("lab"))
                        .streamDescriptionSummary()
                        .streamStatus()
                == StreamStatus.ACTIVE);
        logs.createLogGroup(create -> create.logGroupName("/lab/flows"));
        logs.putSubscriptionFilter(put -> put.logGroupName("/lab/flows")
                .filterName("lab")
                .filterPattern("")
                .destinationArn("arn:aws:kinesis:us-east-1:123456789012:stream/lab")
                .roleArn(ROLE + "lab-subscription"));
        return createFlowLog(vpcId);
    }

    private String createFlowLog(String vpcId) {
        return ec2.createFlowLogs(create -> create.resourceIds(vpcId)
                        .resourceType(FlowLogsResourceType.VPC)
                        .trafficType(TrafficType.ALL)
                        .logGroupName("/lab/flows")
                        .deliverLogsPermissionArn(ROLE + "lab-flow-logs")
                        .maxAggregationInterval(60))
                .flowLogIds()
                .get(0);
    }

    private GetCommandInvocationResponse ping(Instance from, Instance to) {
        awaitManaged(from);
        return send(from, "ping -c 1 -W 1 " + to.privateIpAddress());
    }

    private void awaitManaged(Instance instance) {
        await(() -> ssm.describeInstanceInformation().instanceInformationList().stream()
                .anyMatch(information -> information.instanceId().equals(instance.instanceId())));
    }

    private GetCommandInvocationResponse send(Instance instance, String script) {
        String id = ssm.sendCommand(send -> send.documentName("AWS-RunShellScript")
                        .instanceIds(instance.instanceId())
                        .parameters(Map.of("commands", List.of(script.split("\n")))))
                .command()
                .commandId();
        Callable<GetCommandInvocationResponse> poll =
                () -> ssm.getCommandInvocation(get -> get.commandId(id).instanceId(instance.instanceId()));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        poll,
                        response -> response.status() == CommandInvocationStatus.SUCCESS
                                || response.status() == CommandInvocationStatus.FAILED);
    }

    private void awaitLine(Instance target, String ending) {
        String stream = target.networkInterfaces().get(0).networkInterfaceId() + "-all";
        await(() -> logs
                .filterLogEvents(filter -> filter.logGroupName("/lab/flows").filterPattern("\"" + ending + "\""))
                .events()
                .stream()
                .map(FilteredLogEvent::logStreamName)
                .anyMatch(stream::equals));
    }

    private void awaitEnvelope() {
        await(() -> {
            String iterator = kinesis.getShardIterator(get -> get.streamName("lab")
                            .shardId("shardId-000000000000")
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            return kinesis.getRecords(get -> get.shardIterator(iterator))
                            .records()
                            .size()
                    > 1;
        });
    }

    private void tearDown(String group, Instance... instances) {
        for (Instance instance : instances) {
            ec2.terminateInstances(terminate -> terminate.instanceIds(instance.instanceId()));
            await(() -> instance(instance.instanceId()).state().name() == InstanceStateName.TERMINATED);
        }
        ec2.deleteSecurityGroup(delete -> delete.groupId(group));
        logs.deleteSubscriptionFilter(
                delete -> delete.logGroupName("/lab/flows").filterName("lab"));
        logs.deleteLogGroup(delete -> delete.logGroupName("/lab/flows"));
        kinesis.deleteStream(delete -> delete.streamName("lab"));
        iam.removeRoleFromInstanceProfile(
                remove -> remove.instanceProfileName("lab").roleName("lab-instance"));
        iam.deleteInstanceProfile(delete -> delete.instanceProfileName("lab"));
        iam.detachRolePolicy(detach -> detach.roleName("lab-instance").policyArn(MANAGED_CORE));
        iam.listRoles().roles().forEach(role -> iam.deleteRole(delete -> delete.roleName(role.roleName())));
    }

    private void assertNothingIsLeft() {
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        assertThat(ec2.describeVolumes().volumes()).isEmpty();
        assertThat(ec2.describeFlowLogs().flowLogs()).isEmpty();
        assertThat(logs.describeLogGroups().logGroups()).isEmpty();
        assertThat(ec2.describeSecurityGroups().securityGroups()).hasSize(1);
        assertThat(iam.listRoles().roles()).isEmpty();
        await(() -> kinesis.listStreams().streamNames().isEmpty());
        assertThat(ssm.describeInstanceInformation().instanceInformationList()).isEmpty();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
