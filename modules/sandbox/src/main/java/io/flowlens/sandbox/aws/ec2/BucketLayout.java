package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The keys of flow log files: {@code [prefix/]AWSLogs/ACCOUNT/vpcflowlogs/REGION/YYYY/MM/DD/[HH/]FILE}, or with the names
 * of the parts, as Hive reads them.
 *
 * @param prefix empty or ending in a slash
 */
record BucketLayout(Region region, String bucket, String prefix, boolean hive, boolean perHour) {

    private static final String ARN = "arn:aws:s3:::";
    private static final DateTimeFormatter MINUTE = format("yyyyMMdd'T'HHmm'Z'");
    private static final DateTimeFormatter DAY = format("yyyy/MM/dd/");
    private static final DateTimeFormatter HOUR = format("HH/");
    private static final DateTimeFormatter HIVE_DAY = format("'year='yyyy/'month='MM/'day='dd/");
    private static final DateTimeFormatter HIVE_HOUR = format("'hour='HH/");

    static BucketLayout of(Region region, Params params) {
        String arn = params.required("LogDestination");
        if (!arn.matches(ARN + "[a-z0-9.-]+(/.*)?")) {
            throw params.invalid("LogDestination", "the ARN of a bucket or of a folder in one");
        }
        String[] parts = arn.substring(ARN.length()).split("/", 2);
        String folder = parts.length == 1 ? "" : parts[1];
        if (("/" + folder + "/").contains("/AWSLogs/")) {
            throw params.invalid("LogDestination", "without the folder AWSLogs, which is reserved");
        }
        Params options = params.structure("DestinationOptions");
        if (!options.text("FileFormat", "plain-text").equals("plain-text")) {
            throw AwsException.badRequest(
                    "InvalidParameter",
                    "FileFormat " + options.text("FileFormat") + ": only plain-text is written here.");
        }
        return new BucketLayout(
                region,
                parts[0],
                folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/",
                options.flag("HiveCompatiblePartitions"),
                options.flag("PerHourPartition"));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    String arn() {
        return ARN + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /** The key of a file whose records end in the five minutes that begin then. */
    String key(String flowLogId, Instant begin, String hash) {
        String account = region.accountId();
        String folder = hive
                ? "aws-account-id=%s/aws-service=vpcflowlogs/aws-region=%s/".formatted(account, region.name())
                : "%s/vpcflowlogs/%s/".formatted(account, region.name());
        String time = (hive ? HIVE_DAY : DAY).format(begin);
        String hour = perHour ? (hive ? HIVE_HOUR : HOUR).format(begin) : "";
        String file = "%s_vpcflowlogs_%s_%s_%s_%s.log.gz"
                .formatted(account, region.name(), flowLogId, MINUTE.format(begin), hash);
        return prefix + "AWSLogs/" + folder + time + hour + file;
    }
}
