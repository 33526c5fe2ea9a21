package io.flowlens.sandbox.aws.cloudtrail;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * CloudTrail's event history: the calls to EC2 and IAM that changed something, the newest of them. As on AWS an event can be
 * looked up some minutes after the call, at the pace of the sandbox. What failed is left out, which AWS would list.
 */
public final class CloudTrail {

    /** AWS: typically within five minutes, at most fifteen. */
    private static final Duration APPEARS_AFTER = Duration.ofMinutes(2);

    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_RESULTS = 50;
    private static final Set<String> RECORDED = Set.of("ec2", "iam");
    private static final Map<String, Function<TrailEvent, Iterable<String>>> ATTRIBUTES = Map.of(
            "EventId", event -> List.of(event.id()),
            "EventName", event -> List.of(event.name()),
            "EventSource", event -> List.of(event.source()),
            "ReadOnly", event -> List.of("false"),
            "AccessKeyId", event -> List.of(event.caller().accessKeyId()),
            "Username", event -> List.of(event.caller().userName()),
            "ResourceName", TrailEvent::resources);

    private final Region region;
    private final Function<String, String> principals;
    private final Service service = new Service("cloudtrail", Dialect.CLOUDTRAIL);
    private final Deque<TrailEvent> events = new ArrayDeque<>();

    /** @param principals the ARN of whom an access key belongs to */
    public CloudTrail(Region region, Function<String, String> principals) {
        this.region = region;
        this.principals = principals;
        service.on("LookupEvents", this::lookup);
    }

    public Service service() {
        return service;
    }

    /** Takes note of a call that was answered. */
    public void answered(String serviceName, String operation, Params params, String accessKeyId) {
        if (!RECORDED.contains(serviceName) || isReadOnly(operation)) {
            return;
        }
        TrailEvent event = new TrailEvent(
                region.ids().uuid(),
                region.now(),
                serviceName + ".amazonaws.com",
                operation,
                new TrailEvent.Caller(region.accountId(), accessKeyId, principals.apply(accessKeyId)),
                TrailEvent.resources(params));
        synchronized (service.locked()) {
            if (events.size() >= MAX_EVENTS) {
                events.removeFirst();
            }
            events.addLast(event);
        }
    }

    private static boolean isReadOnly(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("Get") || operation.startsWith("List");
    }

    private Tree lookup(Params params) {
        Instant from = params.instant("StartTime");
        Instant to = params.instant("EndTime");
        if (from != null && to != null && from.isAfter(to)) {
            throw AwsException.badRequest("InvalidTimeRangeException", "The start time is after the end time.");
        }
        List<Params> attributes = params.structures("LookupAttributes");
        if (attributes.size() > 1) {
            throw AwsException.badRequest(
                    "InvalidLookupAttributesException", "You can have only one lookup attribute in a request.");
        }
        List<TrailEvent> found = new ArrayList<>();
        for (TrailEvent event : events) {
            if (region.isOver(event.time(), APPEARS_AFTER)
                    && (from == null || !event.time().isBefore(from))
                    && (to == null || !event.time().isAfter(to))
                    && attributes.stream().allMatch(attribute -> fits(event, attribute))) {
                found.add(event);
            }
        }
        found.sort(Comparator.comparing(TrailEvent::time).reversed());
        return answer(found, params);
    }

    private static boolean fits(TrailEvent event, Params attribute) {
        Function<TrailEvent, Iterable<String>> values = ATTRIBUTES.get(attribute.required("AttributeKey"));
        String wanted = attribute.required("AttributeValue");
        if (values != null) {
            for (String value : values.apply(event)) {
                if (value.equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Tree answer(List<TrailEvent> found, Params params) {
        Page<TrailEvent> page =
                Page.of(found, params.text("NextToken"), params.number("MaxResults", MAX_RESULTS, 1, MAX_RESULTS));
        return Tree.of(
                "Events", page.items().stream().map(TrailEvent::describe).toList(), "NextToken", page.nextToken());
    }
}
