package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.region.RoleTrust;
import io.flowlens.sandbox.aws.s3.S3;
import java.util.List;

/** Where flow logs can go: log groups, made when they are missing, and buckets, which must be there. */
record FlowLogTargets(Region region, CloudWatchLogs logs, RoleTrust roles, S3 s3) {

    /** The destination that a call asks for. */
    FlowLogDestination of(Params params, List<String> fields) {
        return switch (params.text("LogDestinationType", "cloud-watch-logs")) {
            case "cloud-watch-logs" -> logGroup(params);
            case "s3" -> bucket(params, fields);
            default -> throw params.invalid("LogDestinationType", "cloud-watch-logs or s3");
        };
    }

    private FlowLogDestination logGroup(Params params) {
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
        return new LogGroupDestination(logs, roles, group, region.arn("logs", "log-group:" + group), role);
    }

    private FlowLogDestination bucket(Params params, List<String> fields) {
        if (params.has("DeliverLogsPermissionArn")) {
            throw AwsException.badRequest(
                    "InvalidParameter", "DeliverLogsPermissionArn is not applicable for s3 delivery.");
        }
        BucketLayout layout = BucketLayout.of(region, params);
        if (!s3.hasBucket(layout.bucket())) {
            throw AwsException.badRequest(
                    "InvalidParameter", "LogDestination: " + layout.bucket() + " does not exist.");
        }
        return new BucketDestination(region, s3, layout, fields);
    }
}
