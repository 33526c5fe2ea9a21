package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;
import java.util.stream.Stream;

/** Reading events back. A token is a place between two events, so paging goes on rightly while events come and go. */
final class ReadEvents {

    private static final int MAX_EVENTS = 10_000;

    private final LogGroups groups;

    ReadEvents(LogGroups groups) {
        this.groups = groups;
    }

    void register(Service service) {
        service.on("GetLogEvents", this::get).on("FilterLogEvents", this::filter);
    }

    private Tree get(Params params) {
        LogStream stream = groups.named(params).stream(params.required("logStreamName"));
        List<LogEvent> events = inTime(stream, params).sorted(LogEvent.BY_TIME).toList();
        int limit = params.number("limit", MAX_EVENTS, 1, MAX_EVENTS);
        String token = params.text("nextToken", params.flag("startFromHead") ? "f/" : "b/~");
        String place = placeIn(token);
        boolean forward = token.startsWith("f/");
        List<LogEvent> beyond = events.stream()
                .filter(event -> forward == (event.place().compareTo(place) > 0)
                        && !event.place().equals(place))
                .toList();
        List<LogEvent> page = forward
                ? beyond.subList(0, Math.min(limit, beyond.size()))
                : beyond.subList(Math.max(0, beyond.size() - limit), beyond.size());
        String first = page.isEmpty() ? place : page.get(0).place();
        String last = page.isEmpty() ? place : page.get(page.size() - 1).place();
        return Tree.of(
                "events", page.stream().map(ReadEvents::describe).toList(),
                "nextForwardToken", "f/" + last,
                "nextBackwardToken", "b/" + first);
    }

    private static String placeIn(String token) {
        if (!token.startsWith("f/") && !token.startsWith("b/")) {
            throw AwsException.badRequest("InvalidParameterException", "The specified nextToken is invalid.");
        }
        return token.substring(2);
    }

    private Tree filter(Params params) {
        LogGroup group = groups.named(params);
        List<String> names = params.texts("logStreamNames");
        String prefix = params.text("logStreamNamePrefix", "");
        FilterPattern pattern = FilterPattern.of(params.text("filterPattern", ""));
        String after = params.text("nextToken", "");
        int limit = params.number("limit", MAX_EVENTS, 1, MAX_EVENTS);
        List<LogEvent> found = group.streams().values().stream()
                .filter(stream -> names.isEmpty() ? stream.name().startsWith(prefix) : names.contains(stream.name()))
                .flatMap(stream -> inTime(stream, params))
                .filter(event -> event.place().compareTo(after) > 0)
                .filter(event -> pattern.match(event.message()).isPresent())
                .sorted(LogEvent.BY_TIME)
                .limit(limit + 1L)
                .toList();
        List<LogEvent> page = found.subList(0, Math.min(limit, found.size()));
        List<Tree> events = page.stream()
                .map(event -> describe(event).and("logStreamName", event.stream(), "eventId", event.id()))
                .toList();
        String next = found.size() > limit ? page.get(limit - 1).place() : null;
        return Tree.of("events", events, "searchedLogStreams", List.of(), "nextToken", next);
    }

    private static Stream<LogEvent> inTime(LogStream stream, Params params) {
        Long start = params.number("startTime");
        Long end = params.number("endTime");
        return stream.events().stream()
                .filter(event -> start == null || event.timestamp() >= start)
                .filter(event -> end == null || event.timestamp() < end);
    }

    private static Tree describe(LogEvent event) {
        return Tree.of("timestamp", event.timestamp(), "message", event.message(), "ingestionTime", event.ingested());
    }
}
