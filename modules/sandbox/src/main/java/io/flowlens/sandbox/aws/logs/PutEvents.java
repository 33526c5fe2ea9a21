package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** PutLogEvents with AWS's limits, except that events of any age are taken, so that recorded lines can be put in. */
final class PutEvents {

    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_BYTES = 1_048_576;
    private static final long MAX_SPAN = Duration.ofHours(24).toMillis();
    private static final Duration MAX_FUTURE = Duration.ofHours(2);

    private final Region region;
    private final LogGroups groups;
    private final EventIntake intake;

    PutEvents(Region region, LogGroups groups, EventIntake intake) {
        this.region = region;
        this.groups = groups;
        this.intake = intake;
    }

    void register(Service service) {
        service.on("PutLogEvents", this::put);
    }

    private Tree put(Params params) {
        LogGroup group = groups.named(params);
        LogStream stream = group.stream(params.required("logStreamName"));
        List<CloudWatchLogs.Event> events =
                params.structures("logEvents").stream().map(PutEvents::event).toList();
        requireWithinLimits(params, events);
        long newest = region.now().plus(MAX_FUTURE).toEpochMilli();
        int tooNew = firstAfter(events, newest);
        intake.take(group, stream, events.subList(0, tooNew));
        Tree rejected = tooNew < events.size() ? Tree.of("tooNewLogEventStartIndex", tooNew) : null;
        return Tree.of("nextSequenceToken", "0", "rejectedLogEventsInfo", rejected);
    }

    private static CloudWatchLogs.Event event(Params event) {
        Long timestamp = event.number("timestamp");
        if (timestamp == null || timestamp < 0) {
            throw event.invalid("timestamp", "Unix milliseconds");
        }
        return new CloudWatchLogs.Event(timestamp, event.required("message"));
    }

    private static void requireWithinLimits(Params params, List<CloudWatchLogs.Event> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw AwsException.badRequest(
                    "InvalidParameterException",
                    "A batch has 1 to " + MAX_EVENTS + " log events, not " + events.size());
        }
        long bytes = 0;
        long last = events.get(0).timestamp();
        for (CloudWatchLogs.Event event : events) {
            bytes += event.message().getBytes(StandardCharsets.UTF_8).length + LogEvent.OVERHEAD;
            if (event.timestamp() < last) {
                throw AwsException.badRequest(
                        "InvalidParameterException",
                        "Log events in a single PutLogEvents request must be in chronological order.");
            }
            last = event.timestamp();
        }
        if (bytes > MAX_BYTES) {
            throw AwsException.badRequest(
                    "InvalidParameterException", "Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BYTES);
        }
        if (last - events.get(0).timestamp() > MAX_SPAN) {
            throw AwsException.badRequest(
                    "InvalidParameterException",
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    private static int firstAfter(List<CloudWatchLogs.Event> events, long newest) {
        int index = events.size();
        while (index > 0 && events.get(index - 1).timestamp() > newest) {
            index--;
        }
        return index;
    }
}
