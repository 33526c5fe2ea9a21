package io.flowlens.notifier;

import io.flowlens.notifier.channel.Channel;
import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.notifier.channel.Notification;
import io.flowlens.notifier.channel.Receipt;
import io.flowlens.topics.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one channel of every alert. One thread, which no other channel's trouble reaches.
 *
 * <p>A message is settled when the receiver has it, and that is committed before the next is sent: a restart repeats nothing
 * that was acknowledged, save the one message whose acknowledgement came as the process died.
 */
final class ChannelRunner implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRunner.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ChannelSpec spec;
    private final Channel channel;
    private final RetryPolicy retry;
    private final AlertPartitions partitions;
    private final AlertRecords records;
    private final Undelivered undelivered;
    private final ChannelMeters meters;
    private final ChannelState state = new ChannelState();
    private long nextReminder = System.nanoTime();
    private long leftAloneUntil = System.nanoTime();
    private volatile boolean closing;

    ChannelRunner(
            ChannelSpec spec,
            NotifierSettings settings,
            AlertPartitions partitions,
            Undelivered undelivered,
            ChannelMeters meters) {
        this.spec = spec;
        this.channel = spec.open(settings.surroundings());
        this.retry = settings.retry();
        this.partitions = partitions;
        this.records = partitions.records();
        this.undelivered = undelivered;
        this.meters = meters;
    }

    ChannelSpec spec() {
        return spec;
    }

    ChannelState state() {
        return state;
    }

    @Override
    public void run() {
        try (channel) {
            while (!closing) {
                runOnce();
            }
        } finally {
            partitions.close();
        }
    }

    /** Ends {@link #run()} after the message that is being sent; returns at once. */
    void close() {
        closing = true;
        partitions.wakeUp();
    }

    private void runOnce() {
        try {
            partitions.poll(
                    pollTime(),
                    (book, record) -> records.read(record).ifPresentOrElse(book::read, () -> unreadable(book, record)));
            state.heard(partitions);
            nextDue()
                    .filter(due -> due.delivery().nanosUntilDue(System.nanoTime()) <= 0)
                    .ifPresent(due -> deliver(due.book(), due.delivery()));
            remindIfTime();
            partitions.commitNowAndThen();
        } catch (WakeupException e) {
            // Closing; the loop sees it.
        } catch (KafkaException e) {
            LOG.warn("channel {}: {}", spec.name(), e.getMessage());
            state.lostKafka(e.getMessage());
            pause();
        }
    }

    private record Due(PartitionBook book, Delivery delivery) {}

    /** The message whose time comes first. */
    private Optional<Due> nextDue() {
        long now = System.nanoTime();
        List<Due> heads = new ArrayList<>();
        partitions.books().forEach(book -> book.heads().forEach(head -> heads.add(new Due(book, head))));
        return leftAloneUntil - now > 0
                ? Optional.empty()
                : heads.stream()
                        .min(Comparator.comparingLong(due -> due.delivery().nanosUntilDue(now)));
    }

    private Duration pollTime() {
        long now = System.nanoTime();
        long wait = nextDue().map(due -> due.delivery().nanosUntilDue(now)).orElse(POLL.toNanos());
        return Duration.ofNanos(Math.max(0, Math.min(POLL.toNanos(), wait)));
    }

    private void deliver(PartitionBook book, Delivery delivery) {
        if (delivery.givenUp() == null) {
            book.notification(delivery)
                    .ifPresentOrElse(notification -> tell(book, delivery, notification), () -> book.settled(delivery));
        } else {
            bury(book, delivery);
        }
        partitions.commit();
    }

    private void tell(PartitionBook book, Delivery delivery, Notification notification) {
        if (delivery.wasTried()) {
            meters.retried();
        }
        Receipt receipt = attempt(notification);
        meters.attempted(receipt);
        if (receipt instanceof Receipt.Failed failed) {
            failed(book, delivery, failed);
        } else if (receipt instanceof Receipt.Refused refused) {
            delivery.giveUp("refused: " + refused.why());
            bury(book, delivery);
        } else {
            meters.delivered(Duration.ofMillis(
                    Math.max(0, System.currentTimeMillis() - delivery.record().timestamp())));
            state.delivered();
            book.settled(delivery);
        }
    }

    /** A record that a channel cannot put into words must not stop the ones after it. */
    private Receipt attempt(Notification notification) {
        try {
            return channel.tell(notification);
        } catch (RuntimeException e) {
            LOG.warn("channel {} cannot tell of {}", spec.name(), notification.id(), e);
            return Receipt.refused("cannot be told: " + e);
        }
    }

    private void failed(PartitionBook book, Delivery delivery, Receipt.Failed failed) {
        state.failed(failed.why());
        if (!failed.after().isZero()) {
            leftAloneUntil = System.nanoTime() + failed.after().toNanos();
        }
        if (delivery.failed(retry, failed.after())) {
            LOG.info("channel {} tries {} again: {}", spec.name(), delivery.id(), failed.why());
        } else {
            delivery.giveUp("given up: " + failed.why());
            bury(book, delivery);
        }
    }

    /** Nothing is lost silently: what was not delivered stands in the dead letters before it is settled. */
    private void bury(PartitionBook book, Delivery delivery) {
        String why = delivery.givenUp();
        undelivered.write(delivery.record(), ChannelMeters.reason(spec.kind()), "channel " + spec.name() + ", " + why);
        meters.deadLetter();
        state.failed(why);
        LOG.warn("channel {} did not tell of {}, see the dead letters: {}", spec.name(), delivery.id(), why);
        if (why.startsWith("refused")) {
            book.settled(delivery);
        } else {
            book.expired(delivery);
        }
    }

    private void unreadable(PartitionBook book, ConsumerRecord<String, byte[]> record) {
        if (!book.isSettled(record.offset())) {
            undelivered.write(
                    record, ChannelMeters.reason(spec.kind()), "channel " + spec.name() + ", no alert can be read");
            meters.deadLetter();
        }
    }

    private void remindIfTime() {
        Duration every = channel.remindEvery();
        if (every.isZero() || nextReminder - System.nanoTime() > 0 || !partitions.areCaughtUp()) {
            return;
        }
        List<Alert> firing = new ArrayList<>();
        partitions.books().forEach(book -> firing.addAll(book.firing()));
        if (!firing.isEmpty()) {
            Receipt receipt = channel.remind(firing);
            meters.attempted(receipt);
            if (receipt != Receipt.ACCEPTED) {
                LOG.info("channel {} was not reminded: {}", spec.name(), receipt);
            }
        }
        nextReminder = System.nanoTime() + every.toNanos();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
