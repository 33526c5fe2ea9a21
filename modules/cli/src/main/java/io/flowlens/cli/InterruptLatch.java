package io.flowlens.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for Ctrl-C (or SIGTERM, or an interrupt of the waiting thread), and keeps the process alive until what follows it
 * is done.
 *
 * <p>The JVM ends when its shutdown hooks have run, whatever the main thread is doing; so the hook waits for
 * {@link #close()}, for a bounded time.
 */
public final class InterruptLatch implements AutoCloseable {

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(60);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private final Thread worker;

    private InterruptLatch(Thread worker) {
        this.worker = worker;
    }

    /** For who waits in {@link #await()}. */
    public static InterruptLatch install() {
        return install(null);
    }

    /** For who works in that thread, which is interrupted. */
    public static InterruptLatch interrupting(Thread worker) {
        return install(worker);
    }

    private static InterruptLatch install(Thread worker) {
        InterruptLatch latch = new InterruptLatch(worker);
        Runtime.getRuntime().addShutdownHook(new Thread(latch::interrupt, "interrupt"));
        return latch;
    }

    /** Returns when the process was asked to end. */
    public void await() {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            interrupted.countDown(); // the flag stays down: what is closed now may have to wait, too
        }
    }

    /** Returns when the process was asked to end, and then true, or after that time. */
    public boolean await(Duration most) {
        try {
            return interrupted.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted.countDown();
            return true;
        }
    }

    public boolean isInterrupted() {
        return interrupted.getCount() == 0;
    }

    private void interrupt() {
        interrupted.countDown();
        if (worker != null) {
            worker.interrupt();
        }
        try {
            done.await(LEAVE_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
