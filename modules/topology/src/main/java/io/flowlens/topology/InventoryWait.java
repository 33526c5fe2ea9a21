package io.flowlens.topology;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Inventory;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets a batch wait until the inventory has been read as far as its verdicts look, and not for ever: flows that are judged too
 * early may miss the very change that broke them.
 *
 * <p>A wait is no longer than the limit, nor is the sum of all waits longer than half of the time; nobody waits for a mark that
 * cannot come in time, nor twice for an inventory that has stood still since. What waits is in Kafka: only the batch at hand is
 * in memory, and a crash forgets nothing. Shared by all tasks of a process.
 */
final class InventoryWait {

    /** The mark comes through another thread of Kafka Streams, at its own time. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Inventory inventory;
    private final long limit;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private long begun;
    private boolean ever;
    private long lastInVain = Long.MIN_VALUE;

    /** @param limit of one wait; nothing means that nobody waits */
    InventoryWait(Inventory inventory, Duration limit, Clock clock, LongSupplier nanoTime) {
        this.inventory = inventory;
        this.limit = limit.toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits where it helps.
     *
     * @param needed up to when the inventory should have been read, epoch milliseconds
     * @return up to when it has been
     */
    long until(long needed, String interfaceId, FlowLogHeaders headers) {
        long reached = inventory.reached(interfaceId, headers.account(), headers.region());
        if (reached >= needed || needed > clock.millis() + limit / 1_000_000) {
            return reached;
        }
        long end = endOfWait(reached);
        while (reached < needed && nanoTime.getAsLong() - end < 0 && sleeps()) {
            reached = inventory.reached(interfaceId, headers.account(), headers.region());
        }
        if (reached < needed) {
            inVain(reached);
        }
        return reached;
    }

    /** All that come while one waits wait with it; after it nobody does for as long. */
    private synchronized long endOfWait(long reached) {
        long now = nanoTime.getAsLong();
        boolean waiting = ever && now - begun < limit;
        boolean pausing = ever && !waiting && now - begun < 2 * limit;
        if (!waiting && !pausing && reached != lastInVain) {
            begun = now;
            ever = true;
            waiting = true;
        }
        return waiting ? begun + limit : now;
    }

    private synchronized void inVain(long reached) {
        lastInVain = reached;
    }

    private static boolean sleeps() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
