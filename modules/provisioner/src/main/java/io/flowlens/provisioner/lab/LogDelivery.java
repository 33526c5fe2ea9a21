package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItemError;

/** The flow log of the VPC and the log group it writes to. */
final class LogDelivery {

    static final int KEPT_DAYS = 7;
    /** The shorter of the two AWS offers: an answer within minutes, not a quarter of an hour. */
    private static final int AGGREGATION_SECONDS = 60;

    private static final Duration ROLE_LIMIT = Duration.ofMinutes(2);

    private final AwsClients clients;
    private final Waiting waiting;

    LogDelivery(AwsClients clients, Waiting waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    /** A log group of that name which somebody else made is used as it is. */
    Made ensureLogGroup() {
        Optional<LogGroup> found = findLogGroup();
        if (found.isEmpty()) {
            AwsCall.of(
                    "create log group " + LabNames.LOG_GROUP,
                    () -> logs().createLogGroup(create ->
                            create.logGroupName(LabNames.LOG_GROUP).tags(LabTags.map(LabNames.LOG_GROUP))));
        }
        // An earlier run may have ended between the two.
        if (found.isEmpty() || (found.get().retentionInDays() == null && ours(found.get()))) {
            AwsCall.of(
                    "set how long log group %s keeps".formatted(LabNames.LOG_GROUP),
                    () -> logs().putRetentionPolicy(
                                    put -> put.logGroupName(LabNames.LOG_GROUP).retentionInDays(KEPT_DAYS)));
        }
        return new Made(LabNames.LOG_GROUP, found.isEmpty());
    }

    Optional<LogGroup> findLogGroup() {
        return AwsCall.of(
                "describe log groups",
                () -> logs()
                        .describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(LabNames.LOG_GROUP))
                        .logGroups()
                        .stream()
                        .filter(group -> group.logGroupName().equals(LabNames.LOG_GROUP))
                        .findFirst());
    }

    boolean ours(LogGroup group) {
        String arn = clients.identity().arn("logs", "log-group:" + group.logGroupName());
        return LabTags.ours(AwsCall.of(
                        "read the tags of log group " + group.logGroupName(),
                        () -> logs().listTagsForResource(list -> list.resourceArn(arn)))
                .tags());
    }

    void deleteLogGroup() {
        AwsCall.of(
                "delete log group " + LabNames.LOG_GROUP,
                () -> logs().deleteLogGroup(delete -> delete.logGroupName(LabNames.LOG_GROUP)));
    }

    /** The flow log of the VPC into the log group; one that somebody else made will do. */
    Made ensureFlowLog(String vpcId, String roleArn) {
        Optional<FlowLog> found = findFlowLog(vpcId);
        if (found.isPresent()) {
            return Made.before(found.get().flowLogId());
        }
        return Made.now(waiting.retrying(
                "VPC flow logs to see role " + LabNames.FLOW_LOGS_ROLE,
                ROLE_LIMIT,
                LogDelivery::roleNotSeenYet,
                () -> createFlowLog(vpcId, roleArn)));
    }

    Optional<FlowLog> findFlowLog(String vpcId) {
        return AwsCall.of(
                "describe flow logs",
                () -> clients.ec2().describeFlowLogsPaginator().flowLogs().stream()
                        .filter(flowLog -> vpcId.equals(flowLog.resourceId())
                                && LabNames.LOG_GROUP.equals(flowLog.logGroupName())
                                && flowLog.trafficType() == TrafficType.ALL)
                        .findFirst());
    }

    private String createFlowLog(String vpcId, String roleArn) {
        String action = "create flow log %s of %s".formatted(LabNames.FLOW_LOG, vpcId);
        CreateFlowLogsResponse answer = AwsCall.of(
                action,
                () -> clients.ec2()
                        .createFlowLogs(create -> create.resourceIds(vpcId)
                                .resourceType(FlowLogsResourceType.VPC)
                                .trafficType(TrafficType.ALL)
                                .maxAggregationInterval(AGGREGATION_SECONDS)
                                .logDestinationType(LogDestinationType.CLOUD_WATCH_LOGS)
                                .logGroupName(LabNames.LOG_GROUP)
                                .deliverLogsPermissionArn(roleArn)
                                .tagSpecifications(LabTags.on(ResourceType.VPC_FLOW_LOG, LabNames.FLOW_LOG))));
        throwIfUnsuccessful(action, answer.unsuccessful());
        return answer.flowLogIds().get(0);
    }

    void deleteFlowLog(FlowLog flowLog) {
        String action = "delete flow log " + flowLog.flowLogId();
        throwIfUnsuccessful(
                action,
                AwsCall.of(action, () -> clients.ec2().deleteFlowLogs(delete -> delete.flowLogIds(flowLog.flowLogId())))
                        .unsuccessful());
    }

    /** Flow logs answer 200 and say in the answer what they did not do. */
    private static void throwIfUnsuccessful(
            String action, List<software.amazon.awssdk.services.ec2.model.UnsuccessfulItem> items) {
        items.stream().findFirst().ifPresent(item -> {
            UnsuccessfulItemError error = item.error();
            throw ProvisioningException.refused(action, error.code(), error.message());
        });
    }

    private static boolean roleNotSeenYet(ProvisioningException e) {
        String said = e.getMessage();
        return said.contains("Unable to assume") || said.contains("Access error") || said.contains("Access Denied");
    }

    private CloudWatchLogsClient logs() {
        return clients.logs();
    }
}
