package io.flowlens.ingester.s3;

/**
 * Which keys are flow logs. Below {@code AWSLogs/} other services write, too, each under its own name; what lies elsewhere
 * was put there by somebody who means it.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html">AWS on the keys of flow logs</a>
 */
final class ObjectKeys {

    private final String prefix;

    ObjectKeys(String prefix) {
        this.prefix = prefix;
    }

    boolean areWanted(String key) {
        return key.startsWith(prefix) && !key.endsWith("/") && (!isBelowAwsLogs(key) || isFlowLog(key));
    }

    private static boolean isBelowAwsLogs(String key) {
        return key.startsWith("AWSLogs/") || key.contains("/AWSLogs/");
    }

    private static boolean isFlowLog(String key) {
        return key.contains("/vpcflowlogs/") || key.contains("/aws-service=vpcflowlogs/");
    }
}
