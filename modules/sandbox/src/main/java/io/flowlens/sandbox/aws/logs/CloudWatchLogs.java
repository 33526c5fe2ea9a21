package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.kinesis.Kinesis;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.region.RoleTrust;
import java.util.List;

/** CloudWatch Logs: groups, streams, events, and subscriptions of Kinesis streams. */
public final class CloudWatchLogs {

    /** An event before it is stored; the timestamp is Unix milliseconds. */
    public record Event(long timestamp, String message) {}

    private final Region region;
    private final LogGroups groups;
    private final EventIntake intake;
    private final Service service = new Service("logs", Dialect.LOGS);

    public CloudWatchLogs(Region region, Kinesis kinesis, RoleTrust roles) {
        this.region = region;
        this.groups = new LogGroups(region);
        SubscriptionDelivery delivery = new SubscriptionDelivery(region, kinesis);
        this.intake = new EventIntake(region, delivery);
        new GroupActions(groups).register(service);
        new StreamActions(region, groups).register(service);
        new PutEvents(region, groups, intake).register(service);
        new ReadEvents(groups).register(service);
        new SubscriptionActions(region, groups, delivery, roles).register(service);
    }

    public Service service() {
        return service;
    }

    public boolean hasGroup(String groupName) {
        synchronized (service.locked()) {
            return groups.find(groupName) != null;
        }
    }

    /** Logs events for another service, which makes the group and the stream when they are missing. */
    public void log(String groupName, String streamName, List<Event> events) {
        synchronized (service.locked()) {
            LogGroup found = groups.find(groupName);
            LogGroup group = found == null ? groups.create(groupName) : found;
            LogStream known = group.streams().get(streamName);
            LogStream stream =
                    known == null ? group.addStream(streamName, region.now().toEpochMilli()) : known;
            intake.take(group, stream, events);
        }
    }
}
