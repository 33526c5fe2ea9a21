package io.flowlens.topics;

import org.apache.kafka.common.header.Headers;

/**
 * What is known beside the lines of a record of {@code vpc.flow-logs}. Whatever is unknown is null, or -1 for times.
 *
 * @param account owner of the log group
 * @param region of the log group
 * @param logGroup CloudWatch Logs group
 * @param logStream CloudWatch Logs stream, one per interface
 * @param format the flow log's own LogFormat ({@code ${version} ${account-id} ...}); null where nobody said
 * @param eventTime latest event timestamp of the batch: the start of its newest flow, epoch milliseconds
 * @param arrived when the batch arrived in Kinesis, epoch milliseconds
 */
public record FlowLogHeaders(
        String account, String region, String logGroup, String logStream, String format, long eventTime, long arrived) {

    public static final long UNKNOWN = -1;

    private static final String ACCOUNT = "account";
    private static final String REGION = "region";
    private static final String LOG_GROUP = "log-group";
    private static final String LOG_STREAM = "log-stream";
    private static final String FORMAT = "format";
    private static final String EVENT_TIME = "event-time";
    private static final String ARRIVED = "arrived";

    public void writeTo(Headers headers) {
        HeaderText.put(headers, ACCOUNT, account);
        HeaderText.put(headers, REGION, region);
        HeaderText.put(headers, LOG_GROUP, logGroup);
        HeaderText.put(headers, LOG_STREAM, logStream);
        HeaderText.put(headers, FORMAT, format);
        putTime(headers, EVENT_TIME, eventTime);
        putTime(headers, ARRIVED, arrived);
    }

    /** Never fails: a missing or odd header is an unknown. */
    public static FlowLogHeaders of(Headers headers) {
        return new FlowLogHeaders(
                HeaderText.read(headers, ACCOUNT),
                HeaderText.read(headers, REGION),
                HeaderText.read(headers, LOG_GROUP),
                HeaderText.read(headers, LOG_STREAM),
                HeaderText.read(headers, FORMAT),
                eventTime(headers),
                HeaderText.readNumber(headers, ARRIVED, UNKNOWN));
    }

    /** Only the event time, for who needs nothing else. */
    public static long eventTime(Headers headers) {
        return HeaderText.readNumber(headers, EVENT_TIME, UNKNOWN);
    }

    /**
     * When the newest flow of a batch began, epoch milliseconds, as far as its header is to be believed: never later than the
     * time at which the broker wrote the batch. One line from the future must not end the alerts of a whole partition.
     *
     * @param appended timestamp of the record
     */
    public static long eventTime(Headers headers, long appended) {
        long eventTime = eventTime(headers);
        return eventTime == UNKNOWN ? appended : Math.min(eventTime, appended);
    }

    private static void putTime(Headers headers, String name, long millis) {
        if (millis != UNKNOWN) {
            HeaderText.put(headers, name, Long.toString(millis));
        }
    }
}
