package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.TrafficType;

/**
 * Where the flow logs are, or will be.
 *
 * @param flowLogs those of this account and region that write to the log group
 * @param missingFor the VPC that has no flow log into a log group yet
 */
record FlowLogSource(String logGroup, List<FlowLog> flowLogs, Optional<String> missingFor) {

    /** Where the log group of a VPC is that had none. */
    static final String OWN_GROUPS = "/flowlens/";

    static FlowLogSource find(AwsClients clients, SubscriptionRequest request) {
        List<FlowLog> all = AwsCall.of(
                "describe flow logs",
                () -> clients.ec2().describeFlowLogsPaginator().flowLogs().stream()
                        .filter(flowLog -> flowLog.logGroupName() != null)
                        .toList());
        return request.source()
                .logGroup()
                .map(name -> ofGroup(clients, name, all))
                .orElseGet(() -> ofVpc(clients, request, all));
    }

    private static FlowLogSource ofGroup(AwsClients clients, String name, List<FlowLog> all) {
        LogGroup group = LogDelivery.findLogGroup(clients, name)
                .orElseThrow(() -> refused(
                        "there is no log group %s in account %s, region %s; 'aws logs describe-log-groups' lists"
                                + " what there is, and --vpc makes one for a VPC",
                        name, clients));
        if (group.logGroupClass() == LogGroupClass.INFREQUENT_ACCESS) {
            throw refused(
                    "log group %s in account %s, region %s is of the class INFREQUENT_ACCESS, which takes no subscription;"
                            + " let the flow log write to a group of the class STANDARD",
                    name, clients);
        }
        return new FlowLogSource(name, into(name, all), Optional.empty());
    }

    private static FlowLogSource ofVpc(AwsClients clients, SubscriptionRequest request, List<FlowLog> all) {
        String vpcId = request.source().vpcId().orElseThrow();
        AwsCall.of("find VPC " + vpcId, () -> clients.ec2().describeVpcs(describe -> describe.vpcIds(vpcId)));
        return all.stream()
                .filter(flowLog -> vpcId.equals(flowLog.resourceId()))
                .filter(flowLog -> flowLog.trafficType() == TrafficType.ALL
                        || request.rejectsOnly() && flowLog.trafficType() == TrafficType.REJECT)
                .findFirst()
                .map(flowLog ->
                        new FlowLogSource(flowLog.logGroupName(), into(flowLog.logGroupName(), all), Optional.empty()))
                .orElseGet(() -> new FlowLogSource(OWN_GROUPS + vpcId, List.of(), Optional.of(vpcId)));
    }

    private static List<FlowLog> into(String logGroup, List<FlowLog> all) {
        return all.stream()
                .filter(flowLog -> logGroup.equals(flowLog.logGroupName()))
                .toList();
    }

    /** Whether the log group was made for this, or would be; then it is no other use's. */
    boolean isOwn() {
        return logGroup.startsWith(OWN_GROUPS);
    }

    /**
     * The pattern of a subscription filter that lets rejects through, or everything where nothing else is logged.
     *
     * @throws ProvisioningException when the columns of the lines are not known, or differ
     */
    String rejectPattern() {
        List<String> formats = flowLogs.stream()
                .filter(flowLog -> flowLog.trafficType() != TrafficType.REJECT)
                .map(FlowLog::logFormat)
                .distinct()
                .toList();
        if (missingFor.isPresent() || !flowLogs.isEmpty() && formats.isEmpty()) {
            return "";
        }
        if (formats.size() != 1) {
            throw new ProvisioningException(
                    Reason.REFUSED,
                    "cannot tell rejects from accepts in log group %s: %s; subscribe to all of it"
                            .formatted(
                                    logGroup,
                                    formats.isEmpty()
                                            ? "no flow log of this account and region writes to it"
                                            : formats.size() + " flow logs write to it in different formats"));
        }
        return RejectPattern.of(formats.get(0));
    }

    private static ProvisioningException refused(String sentence, String name, AwsClients clients) {
        return new ProvisioningException(
                Reason.REFUSED,
                sentence.formatted(
                        name, clients.identity().account(), clients.identity().region()));
    }
}
