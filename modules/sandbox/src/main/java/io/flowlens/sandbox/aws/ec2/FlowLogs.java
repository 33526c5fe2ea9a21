package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.FlowLogConfig;
import io.flowlens.sandbox.network.FlowLogConfig.TrafficType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Flow logs: making, describing and deleting them. */
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
    private final FlowLogTargets targets;
    private final Predicate<String> exists;
    private final Map<String, FlowLog> byId = new LinkedHashMap<>();

    /** @param exists whether a VPC, subnet or interface of an id is there */
    FlowLogs(Vpc vpc, FlowLogTargets targets, Predicate<String> exists) {
        this.vpc = vpc;
        this.targets = targets;
        this.exists = exists;
    }

    void register(Service service) {
        service.on("CreateFlowLogs", DryRun.of(this::create))
                .on("DescribeFlowLogs", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("DeleteFlowLogs", DryRun.of(this::delete));
    }

    private Tree create(Params params) {
        String trafficType = params.required("TrafficType");
        if (!List.of("ALL", "ACCEPT", "REJECT").contains(trafficType)) {
            throw params.invalid("TrafficType", "ALL, ACCEPT or REJECT");
        }
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
        FlowLogDestination destination = targets.of(params, fields);
        resources.forEach(id -> requireRecordable(id, trafficType, destination));
        List<String> ids = new ArrayList<>();
        for (String resource : resources) {
            FlowLog flowLog = new FlowLog(
                    vpc.newId(ResourceType.FLOW_LOG),
                    resource,
                    trafficType,
                    targets.of(params, fields),
                    new FlowLog.Recording(format, seconds, vpc.region().now()));
            byId.put(flowLog.id(), flowLog);
            vpc.tags().tag(flowLog.id(), params);
            record(flowLog, fields);
            ids.add(flowLog.id());
        }
        return Tree.of("clientToken", params.text("ClientToken"), "flowLogIdSet", ids, "unsuccessful", List.of());
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

    private void requireRecordable(String resource, String trafficType, FlowLogDestination destination) {
        if (!exists.test(resource)) {
            throw ResourceType.ofId(resource).missing(resource);
        }
        if (byId.values().stream().anyMatch(flowLog -> flowLog.doublesFor(resource, trafficType, destination))) {
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
                        TrafficType.valueOf(flowLog.trafficType()),
                        fields,
                        NITRO_SECONDS,
                        flowLog::deliver));
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
