package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.RoleTrust;
import io.flowlens.sandbox.network.FlowLogLine;
import java.util.List;
import java.util.Locale;

/** A log group, with a stream for each interface; written in a role that must trust the flow log service. */
record LogGroupDestination(CloudWatchLogs logs, RoleTrust roles, String group, String arn, String roleArn)
        implements FlowLogDestination {

    @Override
    public boolean deliver(FlowLog flowLog, String interfaceId, List<FlowLogLine> lines) {
        boolean trusted = roles.trusts(roleArn, "vpc-flow-logs.amazonaws.com");
        // What is on its way when a flow log is deleted still arrives, but brings no deleted log group back.
        boolean late = flowLog.isDeleted() && !logs.hasGroup(group);
        if (trusted && !late) {
            String stream = interfaceId + "-" + flowLog.trafficType().toLowerCase(Locale.ROOT);
            List<CloudWatchLogs.Event> events = lines.stream()
                    .map(line -> new CloudWatchLogs.Event(line.startMillis(), line.text()))
                    .toList();
            logs.log(group, stream, events);
        }
        return trusted;
    }

    @Override
    public Tree describe() {
        return Tree.of(
                "logDestinationType",
                "cloud-watch-logs",
                "logGroupName",
                group,
                "logDestination",
                arn,
                "deliverLogsPermissionArn",
                roleArn);
    }
}
