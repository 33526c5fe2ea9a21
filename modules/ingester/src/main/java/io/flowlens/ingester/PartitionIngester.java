package io.flowlens.ingester;

import io.flowlens.ingester.source.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one partition at work for as long as it is held here: session after session, with growing waits between. */
final class PartitionIngester implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionIngester.class);

    private final Context context;
    private final int partition;
    private final Positions positions;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    PartitionIngester(Context context, int partition, Positions positions) {
        this.context = context;
        this.partition = partition;
        this.positions = positions;
        this.thread = new Thread(this, context.group() + "-" + partition);
        thread.setDaemon(true);
    }

    void start() {
        context.progress().hindered(partition, "taking over");
        thread.start();
    }

    /** Asks it to finish what it is writing and stop; returns at once. */
    void stop() {
        stop.countDown();
    }

    /** Waits until it has stopped. One that is stuck is left behind: the next owner locks it out. */
    void awaitStopped(Duration wait) throws InterruptedException {
        thread.join(wait.toMillis());
        if (thread.isAlive()) {
            LOG.warn("partition {} did not stop in time and is left to be fenced", partition);
        }
    }

    @Override
    public void run() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        try {
            while (!isStopping()) {
                runOneSession(backoff);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.progress().released(partition);
        }
    }

    private void runOneSession(Backoff backoff) throws InterruptedException {
        long begun = System.nanoTime();
        try (Session session = new Session(context, partition, positions)) {
            session.run(this::isStopping);
        } catch (RuntimeException e) { // whatever it was: a new session stands where the last commit was
            if (System.nanoTime() - begun > Duration.ofMinutes(1).toNanos()) {
                backoff.reset();
            }
            context.counters().restarts.increment();
            context.progress().hindered(partition, e.getMessage());
            Duration wait = backoff.next();
            LOG.warn("partition {} begins again in {} ms from its last commit", partition, wait.toMillis(), e);
            stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
