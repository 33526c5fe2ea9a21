package io.flowlens.notifier;

import io.flowlens.topics.Alert;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of an alert on its way to a receiver, with what was tried. Times are of {@link System#nanoTime}. */
final class Delivery {

    private final ConsumerRecord<String, byte[]> record;
    private final Alert alert;
    private int failures;
    private long firstTriedAt;
    private long dueAt = System.nanoTime();
    private String givenUp;

    Delivery(ConsumerRecord<String, byte[]> record, Alert alert) {
        this.record = record;
        this.alert = alert;
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    Alert alert() {
        return alert;
    }

    long offset() {
        return record.offset();
    }

    /** The same after a restart, and for this record alone. */
    String id() {
        return "%s-%d-%d".formatted(alert.fingerprint(), record.partition(), record.offset());
    }

    boolean wasTried() {
        return failures > 0;
    }

    /** How long until it may be tried; not positive when it may be now. */
    long nanosUntilDue(long now) {
        return dueAt - now;
    }

    /** @return whether it will be tried again */
    boolean failed(RetryPolicy retry, Duration after) {
        long now = System.nanoTime();
        firstTriedAt = failures++ == 0 ? now : firstTriedAt;
        Duration wait = retry.waitAfter(failures);
        dueAt = now + (wait.compareTo(after) < 0 ? after : wait).toNanos();
        return !retry.isOver(failures, Duration.ofNanos(now - firstTriedAt));
    }

    /** From now on it is a dead letter, and no more a message. */
    void giveUp(String why) {
        givenUp = why;
    }

    /** Why, or null while it is tried. */
    String givenUp() {
        return givenUp;
    }
}
