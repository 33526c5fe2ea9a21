package io.flowlens.sandbox.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records on their way to a sink: bounded, and safe from what a sink throws. */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final PriorityQueue<Entry> queue = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.batch().dueMillis()).thenComparingLong(Entry::number));
    private final int capacity;
    private final Object delivering = new Object();
    private long added;
    private int waitingLines;
    private long lostLines;

    /** The records of one interface and one window. */
    record Batch(long dueMillis, FlowLogConfig flowLog, String interfaceId, List<FlowLogLine> lines) {}

    /** The number keeps batches due at the same time in their order. */
    private record Entry(long number, Batch batch) {}

    /** @param capacity records that may wait, of all flow logs together */
    Deliveries(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Batch batch) {
        if (waitingLines + batch.lines().size() > capacity) {
            lose(batch, "more than " + capacity + " records are waiting");
            return;
        }
        waitingLines += batch.lines().size();
        queue.add(new Entry(added++, batch));
    }

    /** Hands over what is due by now, one batch at a time. */
    void deliverDue(long now) {
        synchronized (delivering) {
            for (Batch batch : due(now)) {
                deliver(batch);
            }
        }
    }

    private synchronized List<Batch> due(long now) {
        List<Batch> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().batch().dueMillis() <= now) {
            Batch batch = queue.remove().batch();
            waitingLines -= batch.lines().size();
            due.add(batch);
        }
        return due;
    }

    private void deliver(Batch batch) {
        try {
            batch.flowLog().sink().deliver(batch.interfaceId(), batch.lines());
        } catch (RuntimeException e) {
            lose(batch, Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    /** Records that reached no sink. */
    synchronized long lostLines() {
        return lostLines;
    }

    private synchronized void lose(Batch batch, String reason) {
        if (lostLines == 0) {
            LOG.warn(
                    "Flow log {} lost {} records of {}: {}. Further losses are counted, not logged.",
                    batch.flowLog().id(),
                    batch.lines().size(),
                    batch.interfaceId(),
                    reason);
        }
        lostLines += batch.lines().size();
    }
}
