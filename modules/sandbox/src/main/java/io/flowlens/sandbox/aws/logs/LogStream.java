package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayDeque;
import java.util.Deque;

/** A stream of a log group: the events of one source, in the order they came. */
final class LogStream {

    private final String name;
    private final String arn;
    private final long created;
    private final Deque<LogEvent> events = new ArrayDeque<>();
    private Long firstTimestamp;
    private Long lastTimestamp;
    private Long lastIngested;

    LogStream(String name, String arn, long created) {
        this.name = name;
        this.arn = arn;
        this.created = created;
    }

    String name() {
        return name;
    }

    Deque<LogEvent> events() {
        return events;
    }

    long lastTimestamp() {
        return lastTimestamp == null ? 0 : lastTimestamp;
    }

    void append(LogEvent event) {
        events.addLast(event);
        firstTimestamp = firstTimestamp == null ? event.timestamp() : Math.min(firstTimestamp, event.timestamp());
        lastTimestamp = lastTimestamp == null ? event.timestamp() : Math.max(lastTimestamp, event.timestamp());
        lastIngested = event.ingested();
    }

    Tree describe() {
        return Tree.of(
                "logStreamName", name,
                "creationTime", created,
                "firstEventTimestamp", firstTimestamp,
                "lastEventTimestamp", lastTimestamp,
                "lastIngestionTime", lastIngested,
                "uploadSequenceToken", "0",
                "arn", arn,
                "storedBytes", 0);
    }
}
