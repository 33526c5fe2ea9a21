package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.kinesis.Kinesis;
import io.flowlens.sandbox.aws.region.Region;
import java.util.ArrayList;
import java.util.List;

/** Carries new events to the streams that subscribe to them, in order, in envelopes a Kinesis record can hold. */
final class SubscriptionDelivery {

    /** Kinesis takes 1 MiB a record, key included. */
    private static final int MAX_PACKED = 1024 * 1024 - 256;

    private final Region region;
    private final Kinesis kinesis;

    SubscriptionDelivery(Region region, Kinesis kinesis) {
        this.region = region;
        this.kinesis = kinesis;
    }

    /** Whether the stream takes a test message. */
    boolean reaches(String destinationArn) {
        byte[] check = Envelope.healthCheck(region.now().toEpochMilli());
        return kinesis.isActive(destinationArn)
                && kinesis.deliver(destinationArn, region.ids().uuid(), check);
    }

    /** Offers events of one log stream to every subscription of its group. A stream that is gone loses them, as on AWS. */
    void deliver(LogGroup group, String stream, List<LogEvent> events) {
        for (Subscription subscription : group.subscriptions().values()) {
            List<Envelope.Entry> matching = new ArrayList<>();
            for (LogEvent event : events) {
                subscription
                        .pattern()
                        .filter()
                        .match(event.message())
                        .ifPresent(fields -> matching.add(new Envelope.Entry(event, fields)));
            }
            if (!matching.isEmpty()) {
                Envelope envelope = Envelope.data(region.accountId(), group.name(), stream, subscription.name());
                send(subscription, envelope, matching);
            }
        }
    }

    private void send(Subscription subscription, Envelope envelope, List<Envelope.Entry> entries) {
        byte[] packed = envelope.packed(entries);
        if (packed.length > MAX_PACKED && entries.size() > 1) {
            int middle = entries.size() / 2;
            send(subscription, envelope, entries.subList(0, middle));
            send(subscription, envelope, entries.subList(middle, entries.size()));
            return;
        }
        boolean random = subscription.spread() == Subscription.Spread.Random;
        String key = random ? region.ids().uuid() : envelope.group() + ":" + envelope.stream();
        kinesis.deliver(subscription.destinationArn(), key.substring(0, Math.min(256, key.length())), packed);
    }
}
