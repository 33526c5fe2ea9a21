package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** A log group: its streams, its subscription filters, and the newest of its events. */
final class LogGroup {

    /** Beyond this the oldest events go: memory is bounded. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final String name;
    private final String arn;
    private final long created;
    private final Map<String, LogStream> streams = new TreeMap<>();
    private final Map<String, Subscription> subscriptions = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private final Deque<LogStream> arrivals = new ArrayDeque<>();
    private Integer retentionDays;
    private long bytes;

    LogGroup(String name, String arn, long created) {
        this.name = name;
        this.arn = arn;
        this.created = created;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    Map<String, LogStream> streams() {
        return streams;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** Sets the days events are kept; null for ever. Shown as set; events go by size alone. */
    void retain(Integer days) {
        retentionDays = days;
    }

    LogStream stream(String streamName) {
        LogStream stream = streams.get(streamName);
        if (stream == null) {
            throw AwsException.badRequest("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        return stream;
    }

    LogStream addStream(String streamName, long now) {
        LogStream stream = new LogStream(streamName, arn + ":log-stream:" + streamName, now);
        streams.put(streamName, stream);
        return stream;
    }

    void removeStream(LogStream stream) {
        streams.remove(stream.name());
        arrivals.removeIf(each -> each == stream);
        bytes -= stream.events().stream().mapToLong(LogEvent::size).sum();
    }

    void append(LogStream stream, LogEvent event) {
        stream.append(event);
        arrivals.addLast(stream);
        bytes += event.size();
        while (bytes > MAX_BYTES) {
            bytes -= arrivals.removeFirst().events().removeFirst().size();
        }
    }

    Tree describe() {
        return Tree.of(
                "logGroupName", name,
                "creationTime", created,
                "retentionInDays", retentionDays,
                "metricFilterCount", 0,
                "arn", arn + ":*",
                "logGroupArn", arn,
                "storedBytes", bytes,
                "logGroupClass", "STANDARD");
    }
}
