package io.flowlens.notifier;

import io.flowlens.notifier.channel.Change;
import io.flowlens.notifier.channel.Notification;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * One channel's view of one partition: what it was told, and what it has to be told yet.
 *
 * <p>It is read from the beginning at every start. What is settled already says what the channel knows; what is not goes into
 * the lane of its alert, where one message waits for the one before. Lanes do not wait for each other.
 *
 * <p>At the very first start only what fires at the end of the partition is told, not how it came there.
 */
final class PartitionBook {

    /** Bounds what is held in memory, and what has to fit into the metadata of an offset. */
    static final int MOST_OPEN = 256;

    private final Progress progress;
    private final Telling telling;
    private final Map<String, Alert> told = new LinkedHashMap<>();
    private final Map<String, Deque<Delivery>> lanes = new LinkedHashMap<>();
    private final Deque<Delivery> backlog = new ArrayDeque<>();
    private final Map<String, Delivery> before = new LinkedHashMap<>();
    private final long knownEnd;
    private boolean caughtUp;
    private OffsetAndMetadata committed;

    PartitionBook(Progress progress, Telling telling) {
        this.progress = progress;
        this.telling = telling;
        this.knownEnd = Math.max(progress.next(), progress.firstEnd());
    }

    /** The next record of the partition; its alert is null where there is none any more. */
    void read(Delivery delivery) {
        if (delivery.offset() < progress.firstEnd()) {
            before.put(delivery.record().key(), delivery);
        } else {
            consider(delivery);
        }
    }

    boolean isSettled(long offset) {
        return progress.isSettled(offset);
    }

    /** Everything before {@code position} was read. */
    void reached(long position) {
        if (position >= progress.firstEnd() && !before.isEmpty()) {
            before.values().stream()
                    .sorted(Comparator.comparingLong(Delivery::offset))
                    .filter(delivery ->
                            delivery.alert() != null && delivery.alert().state() == State.FIRING)
                    .forEach(this::consider);
            before.clear();
        }
        if (!caughtUp && position >= knownEnd) {
            caughtUp = true;
            progress.keepOpen(openOffsets());
        }
        feed();
        if (caughtUp && backlog.isEmpty()) {
            progress.reach(position);
        }
    }

    /** False while more is known to the topic than to us. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** True when nothing more should be read for now. */
    boolean isFull() {
        return !backlog.isEmpty();
    }

    /** The foremost of each lane. */
    List<Delivery> heads() {
        return lanes.values().stream().map(Deque::peekFirst).toList();
    }

    int waiting() {
        return progress.openCount() + backlog.size();
    }

    /** What there is to tell; empty when it has become needless. */
    Optional<Notification> notification(Delivery delivery) {
        Alert known = told.get(delivery.alert().fingerprint());
        return telling.change(known, delivery.alert())
                .map(change -> new Notification(
                        delivery.id(), change, delivery.alert(), change == Change.FIRED ? null : known));
    }

    /** The receiver has it, or never will: the next of its lane may go. */
    void settled(Delivery delivery) {
        know(delivery.alert());
        leave(delivery);
    }

    /** It was given up since the receiver did not answer for long: while it fires, its next record is told. */
    void expired(Delivery delivery) {
        if (delivery.alert().state() != State.FIRING) {
            know(delivery.alert());
        }
        leave(delivery);
    }

    /** What fires, as the channel knows it. */
    Collection<Alert> firing() {
        return told.values();
    }

    /** What has to be committed, or null when that is done. */
    OffsetAndMetadata uncommitted() {
        OffsetAndMetadata now = progress.committable();
        return now.equals(committed) ? null : now;
    }

    void committed(OffsetAndMetadata offset) {
        committed = offset;
    }

    private void consider(Delivery delivery) {
        if (delivery.alert() == null) {
            return;
        }
        if (progress.isOpen(delivery.offset())) {
            lane(delivery).add(delivery);
        } else if (!progress.isSettled(delivery.offset())) {
            backlog.add(delivery);
        } else if (!lanes.containsKey(delivery.alert().fingerprint())) {
            know(delivery.alert());
        }
    }

    private void feed() {
        while (!backlog.isEmpty() && progress.openCount() < MOST_OPEN) {
            Delivery delivery = backlog.poll();
            Deque<Delivery> lane = lanes.get(delivery.alert().fingerprint());
            Alert before = lane == null
                    ? told.get(delivery.alert().fingerprint())
                    : lane.peekLast().alert();
            if (telling.change(before, delivery.alert()).isPresent()) {
                progress.take(delivery.offset());
                lane(delivery).add(delivery);
            } else {
                progress.settle(delivery.offset());
                if (lane == null) {
                    know(delivery.alert());
                }
            }
        }
    }

    private Deque<Delivery> lane(Delivery delivery) {
        return lanes.computeIfAbsent(delivery.alert().fingerprint(), fingerprint -> new ArrayDeque<>());
    }

    private void leave(Delivery delivery) {
        String fingerprint = delivery.alert().fingerprint();
        Deque<Delivery> lane = lanes.get(fingerprint);
        lane.removeFirst();
        if (lane.isEmpty()) {
            lanes.remove(fingerprint);
        }
        progress.settle(delivery.offset());
        feed();
    }

    private void know(Alert alert) {
        if (alert.state() == State.FIRING && (telling.concerns(alert) || told.containsKey(alert.fingerprint()))) {
            told.put(alert.fingerprint(), alert);
        } else if (alert.state() == State.RESOLVED) {
            told.remove(alert.fingerprint());
        }
    }

    private Set<Long> openOffsets() {
        Set<Long> offsets = new HashSet<>();
        lanes.values().forEach(lane -> lane.forEach(delivery -> offsets.add(delivery.offset())));
        return offsets;
    }
}
