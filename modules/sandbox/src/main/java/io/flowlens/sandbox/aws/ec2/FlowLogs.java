package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.RoleTrust;
import io.flowlens.sandbox.network.FlowLogConfig;
import io.flowlens.sandbox.network.FlowLogConfig.TrafficType;
import io.flowlens.sandbox.network.FlowLogLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Flow logs to CloudWatch Logs, the one kind of destination here. */
final class FlowLogs {

    /** Interfaces of Nitro instances, and there are no others here, never wait longer for their window. */
    private static final int NITRO_SECONDS = 60;

    private static final Listing LISTING = new Listing(
            ResourceType.FLOW_LOG,
            "flowLogSet",
            Filters.of(
                    "flow-log-id", "flowLogId",
                    "resource-id", "resourceId",
                    "traffic-type", "trafficType",
                    "log-destination-type", "logDestinationType",
                    "log-group-name", "logGroupName",
                    "deliver-log-status", "deliverLogsStatus"));

    private final Vpc vpc;
    private final CloudWatchLogs logs;
    private final RoleTrust roles;
    private final Predicate<String> exists;
    private final Map<String, FlowLog> byId = new LinkedHashMap<>();

    /** @param exists whether a VPC, subnet or interface of an id is there */
    FlowLogs(Vpc vpc, CloudWatchLogs logs, RoleTrust roles, Predicate<String> exists) {
        this.vpc = vpc;
        this.logs = logs;
        this.roles = roles;
        this.exists = exists;
    }

    void register(Service service) {
        service.on("CreateFlowLogs", DryRun.of(this::create))
                .on("DescribeFlowLogs", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("DeleteFlowLogs", DryRun.of(this::delete));
    }

    private Tree create(Params params) {
        FlowLog.Destination destination = destination(params);
        int seconds = params.number("MaxAggregationInterval", 600, 60, 600);
        if (seconds != 60 && seconds != 600) {
            throw params.invalid("MaxAggregationInterval", "60 or 600");
        }
        String format = format(params);
        List<String> fields = fields(format);
        List<String> resources = params.texts("ResourceId");
        if (resources.isEmpty()) {
            throw AwsException.badRequest("MissingParameter", "The request must contain the parameter ResourceId.");
        }
        resources.forEach(id -> requireRecordable(id, destination));
        List<String> ids = new ArrayList<>();
        for (String resource : resources) {
            FlowLog flowLog = new FlowLog(
                    vpc.newId(ResourceType.FLOW_LOG),
                    resource,
                    destination,
                    format,
                    seconds,
                    vpc.region().now());
            byId.put(flowLog.id(), flowLog);
            vpc.tags().tag(flowLog.id(), params);
            record(flowLog, fields);
            ids.add(flowLog.id());
        }
        return Tree.of("clientToken", params.text("ClientToken"), "flowLogIdSet", ids, "unsuccessful", List.of());
    }

    private FlowLog.Destination destination(Params params) {
        String type = params.text("LogDestinationType", "cloud-watch-logs");
        if (!type.equals("cloud-watch-logs")) {
            throw params.invalid("LogDestinationType", "cloud-watch-logs, the one kind of destination here");
        }
        String trafficType = params.required("TrafficType");
        if (!List.of("ALL", "ACCEPT", "REJECT").contains(trafficType)) {
            throw params.invalid("TrafficType", "ALL, ACCEPT or REJECT");
        }
        String role = params.text("DeliverLogsPermissionArn");
        if (role == null) {
            throw AwsException.badRequest(
                    "InvalidParameter",
                    "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.");
        }
        String arn = params.text("LogDestination");
        String group = arn == null
                ? params.required("LogGroupName")
                : arn.replaceFirst("^.*:log-group:", "").replaceFirst(":\\*$", "");
        return new FlowLog.Destination(trafficType, group, role);
    }

    private static String format(Params params) {
        String format = params.text("LogFormat", "");
        return format.isEmpty() ? defaultFormat() : format;
    }

    private static String defaultFormat() {
        return FlowLogConfig.DEFAULT_FORMAT.stream()
                .map(field -> "${" + field + "}")
                .collect(Collectors.joining(" "));
    }

    private static List<String> fields(String format) {
        if (!format.matches("\\$\\{[a-z0-9-]+}( \\$\\{[a-z0-9-]+})*")) {
            throw AwsException.badRequest(
                    "InvalidParameter", "LogFormat is invalid: write ${field} ${field} with one space between.");
        }
        return List.of(format.replaceAll("[${}]", "").split(" "));
    }

    private void requireRecordable(String resource, FlowLog.Destination destination) {
        if (!exists.test(resource)) {
            throw ResourceType.ofId(resource).missing(resource);
        }
        if (byId.values().stream().anyMatch(flowLog -> flowLog.doublesFor(resource, destination))) {
            throw AwsException.badRequest(
                    "FlowLogAlreadyExists",
                    "Error. There is an existing Flow Log with the same configuration and log destination.");
        }
    }

    private void record(FlowLog flowLog, List<String> fields) {
        vpc.network()
                .put(new FlowLogConfig(
                        flowLog.id(),
                        flowLog.resourceId(),
                        TrafficType.valueOf(flowLog.destination().trafficType()),
                        fields,
                        NITRO_SECONDS,
                        (interfaceId, lines) -> deliver(flowLog, interfaceId, lines)));
    }

    /** Called by the network; takes no lock of this service. */
    private void deliver(FlowLog flowLog, String interfaceId, List<FlowLogLine> lines) {
        FlowLog.Destination destination = flowLog.destination();
        boolean trusted = roles.trusts(destination.roleArn(), "vpc-flow-logs.amazonaws.com");
        flowLog.delivered(trusted);
        // What is on its way when a flow log is deleted still arrives, but brings no deleted log group back.
        boolean late = flowLog.isDeleted() && !logs.hasGroup(destination.logGroup());
        if (trusted && !late) {
            String stream = interfaceId + "-" + destination.trafficType().toLowerCase(Locale.ROOT);
            List<CloudWatchLogs.Event> events = lines.stream()
                    .map(line -> new CloudWatchLogs.Event(line.startMillis(), line.text()))
                    .toList();
            logs.log(destination.logGroup(), stream, events);
        }
    }

    private Tree delete(Params params) {
        List<String> ids = params.texts("FlowLogId");
        for (String id : ids) {
            if (!byId.containsKey(id)) {
                throw ResourceType.FLOW_LOG.missing(id);
            }
        }
        for (String id : ids) {
            byId.remove(id).delete();
            vpc.network().remove(id);
            vpc.tags().forget(id);
        }
        return Tree.of("unsuccessful", List.of());
    }

    private List<Tree> describeAll() {
        return byId.values().stream().map(flowLog -> flowLog.describe(vpc)).toList();
    }
}
