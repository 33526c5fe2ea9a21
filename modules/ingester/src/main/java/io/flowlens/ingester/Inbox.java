package io.flowlens.ingester;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands pages over, few at a time: room is reserved before a shard is read, so what was read always fits. A broker that is
 * slow slows the reading; memory stays at {@link #PAGES} pages of at most 10 MB.
 */
final class Inbox {

    static final int PAGES = 4;

    private final Semaphore room = new Semaphore(PAGES, true);
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    /** Waits for room for one page. */
    void reserve() throws InterruptedException {
        room.acquire();
    }

    /** Gives back the room of a page: it was written, or there is nothing to write. */
    void release() {
        room.release();
    }

    void put(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** The next page, or null when none comes in time. */
    Arrival take(Duration wait) throws InterruptedException {
        return arrivals.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }
}
