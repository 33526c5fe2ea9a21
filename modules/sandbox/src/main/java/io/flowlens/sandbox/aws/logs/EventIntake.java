package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stores new events and passes them on to the subscriptions of their group. */
final class EventIntake {

    private final Region region;
    private final SubscriptionDelivery delivery;
    private long lastId;

    EventIntake(Region region, SubscriptionDelivery delivery) {
        this.region = region;
        this.delivery = delivery;
    }

    void take(LogGroup group, LogStream stream, List<CloudWatchLogs.Event> news) {
        long now = region.now().toEpochMilli();
        String idPrefix = String.format(Locale.ROOT, "38%014d", now);
        List<LogEvent> events = new ArrayList<>(news.size());
        for (CloudWatchLogs.Event each : news) {
            lastId++;
            String digits = Long.toString(lastId);
            String id = idPrefix + "0".repeat(40 - digits.length()) + digits;
            LogEvent event = new LogEvent(id, stream.name(), each.timestamp(), now, each.message());
            group.append(stream, event);
            events.add(event);
        }
        delivery.deliver(group, stream.name(), events);
    }
}
