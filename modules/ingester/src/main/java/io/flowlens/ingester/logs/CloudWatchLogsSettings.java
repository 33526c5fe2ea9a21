package io.flowlens.ingester.logs;

import java.time.Duration;

/**
 * Which log group to read, and how eagerly.
 *
 * @param pollInterval how often the group is swept when all of it has been read
 * @param settle how long an event may be in CloudWatch Logs before it can be found, together with how far this machine's
 *     clock may be wrong: events are read that much later, so that none is missed
 * @param lateness how much later than its own time an event may come in; what comes later is not seen. A flow log's event
 *     has the time its window began, up to ten minutes before it is written, and is delivered five minutes after that
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html">AWS on flow logs in CloudWatch
 *     Logs</a>
 */
public record CloudWatchLogsSettings(String logGroup, Duration pollInterval, Duration settle, Duration lateness) {

    public CloudWatchLogsSettings {
        if (logGroup.isBlank()) {
            throw new IllegalArgumentException("the log group has no name");
        }
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("the poll interval " + pollInterval + " is not positive");
        }
    }

    public static CloudWatchLogsSettings of(String logGroup) {
        return new CloudWatchLogsSettings(
                logGroup, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(60));
    }
}
