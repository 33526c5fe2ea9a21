package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.Mark;
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
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItemError;

/** The flow log of a VPC and the log group it writes to. */
public final class LogDelivery {

    /** Retention of a log group made here. */
    public static final int KEPT_DAYS = 7;

    /** The shorter of the two AWS offers: an answer within minutes, not a quarter of an hour. */
    private static final int AGGREGATION_SECONDS = 60;

    private static final Duration ROLE_LIMIT = Duration.ofMinutes(2);

    private final AwsClients clients;
    private final Waiting waiting;
    private final DeliverySpec wanted;
    private final Mark mark;

    public LogDelivery(AwsClients clients, Waiting waiting, DeliverySpec wanted, Mark mark) {
        this.clients = clients;
        this.waiting = waiting;
        this.wanted = wanted;
        this.mark = mark;
    }

    /** A log group of that name which somebody else made is used as it is. */
    public Made ensureLogGroup() {
        Optional<LogGroup> found = findLogGroup();
        if (found.isEmpty()) {
            AwsCall.unless(
                    "ResourceAlreadyExistsException",
                    "create log group " + wanted.logGroup(),
                    () -> logs().createLogGroup(create ->
                            create.logGroupName(wanted.logGroup()).tags(mark.map(wanted.logGroup()))));
        }
        // An earlier run may have ended between the two.
        if (found.isEmpty() || (found.get().retentionInDays() == null && isOurs(found.get()))) {
            waiting.onceKnown(
                    "log group " + wanted.logGroup(),
                    () -> AwsCall.of(
                            "set how long log group %s keeps".formatted(wanted.logGroup()),
                            () -> logs().putRetentionPolicy(put ->
                                    put.logGroupName(wanted.logGroup()).retentionInDays(KEPT_DAYS))));
        }
        return new Made(wanted.logGroup(), found.isEmpty());
    }

    public Optional<LogGroup> findLogGroup() {
        return findLogGroup(clients, wanted.logGroup());
    }

    static Optional<LogGroup> findLogGroup(AwsClients clients, String name) {
        return AwsCall.of(
                "describe log groups",
                () ->
                        clients
                                .logs()
                                .describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(name))
                                .logGroups()
                                .stream()
                                .filter(group -> group.logGroupName().equals(name))
                                .findFirst());
    }

    public boolean isOurs(FlowLog flowLog) {
        return mark.isOn(flowLog.tags());
    }

    public boolean isOurs(LogGroup group) {
        String arn = clients.identity().arn("logs", "log-group:" + group.logGroupName());
        return mark.isOn(AwsCall.of(
                        "read the tags of log group " + group.logGroupName(),
                        () -> logs().listTagsForResource(list -> list.resourceArn(arn)))
                .tags());
    }

    public void deleteLogGroup() {
        AwsCall.delete(
                "delete log group " + wanted.logGroup(),
                () -> logs().deleteLogGroup(delete -> delete.logGroupName(wanted.logGroup())));
    }

    /** The flow log of the VPC into the log group; one that somebody else made will do. */
    public Made ensureFlowLog(String vpcId, String roleArn) {
        Optional<FlowLog> found = findFlowLog(vpcId);
        if (found.isPresent()) {
            return Made.before(found.get().flowLogId());
        }
        return Made.now(waiting.retrying(
                "VPC flow logs to see role " + wanted.role(),
                ROLE_LIMIT,
                LogDelivery::roleNotSeenYet,
                () -> waiting.madeOrThere(
                        "the flow log of " + vpcId,
                        "FlowLogAlreadyExists",
                        () -> createFlowLog(vpcId, roleArn),
                        () -> findFlowLog(vpcId).map(FlowLog::flowLogId))));
    }

    public Optional<FlowLog> findFlowLog(String vpcId) {
        return AwsCall.of(
                "describe flow logs",
                () -> clients.ec2().describeFlowLogsPaginator().flowLogs().stream()
                        .filter(flowLog -> vpcId.equals(flowLog.resourceId())
                                && wanted.logGroup().equals(flowLog.logGroupName())
                                && flowLog.trafficType() == wanted.traffic())
                        .findFirst());
    }

    private String createFlowLog(String vpcId, String roleArn) {
        String action = "create flow log %s of %s".formatted(wanted.flowLog(), vpcId);
        CreateFlowLogsResponse answer = AwsCall.of(
                action,
                () -> clients.ec2()
                        .createFlowLogs(create -> create.resourceIds(vpcId)
                                .resourceType(FlowLogsResourceType.VPC)
                                .trafficType(wanted.traffic())
                                .logFormat(wanted.format().isEmpty() ? null : wanted.format())
                                .maxAggregationInterval(AGGREGATION_SECONDS)
                                .logDestinationType(LogDestinationType.CLOUD_WATCH_LOGS)
                                .logGroupName(wanted.logGroup())
                                .deliverLogsPermissionArn(roleArn)
                                .tagSpecifications(mark.on(ResourceType.VPC_FLOW_LOG, wanted.flowLog()))));
        throwIfUnsuccessful(action, answer.unsuccessful());
        return answer.flowLogIds().get(0);
    }

    public void deleteFlowLog(FlowLog flowLog) {
        String action = "delete flow log " + flowLog.flowLogId();
        AwsCall.delete(action, () -> {
            throwIfUnsuccessful(
                    action,
                    clients.ec2()
                            .deleteFlowLogs(delete -> delete.flowLogIds(flowLog.flowLogId()))
                            .unsuccessful());
            return true;
        });
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
