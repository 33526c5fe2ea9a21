package io.flowlens.ingester;

import io.flowlens.ingester.source.Backoff;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one shard in a thread of its own until it is interrupted or the shard has ended.
 *
 * <p>First it reads again what was committed last, {@link #RECALL} of it, so that a record which AWS puts twice is noticed
 * across restarts and reshards too. Nothing has to be stored for that: the source still has it.
 */
final class ShardPump implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardPump.class);

    /** AWS repeats a put whose answer was lost, which shows within seconds. */
    static final Duration RECALL = Duration.ofSeconds(60);

    /** A caught-up shard says so this often, so that its position tells until when all was read. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(10);

    /** What to read again: a shard, up to its position. */
    record Recall(Shard shard, IngestPosition upTo) {}

    private final ShardRun run;
    private final Start start;
    private final List<Recall> recalls;
    private final Inbox inbox;
    private final Progress progress;
    private final Consumer<RuntimeException> failed;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private volatile boolean stopped;

    /** @param failed told when reading cannot go on; a source that does not answer is no such case */
    ShardPump(
            ShardRun run,
            Start start,
            List<Recall> recalls,
            Inbox inbox,
            Progress progress,
            Consumer<RuntimeException> failed) {
        this.run = run;
        this.start = start;
        this.recalls = recalls;
        this.inbox = inbox;
        this.progress = progress;
        this.failed = failed;
    }

    /** Tells it to stop; its thread may have to be interrupted besides. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            for (Recall recall : recalls) {
                readAgain(recall);
            }
            readOn();
        } catch (InterruptedException e) {
            // The session ends; so does this thread.
        } catch (RuntimeException e) { // a thread that died unseen would leave its shard unread
            failed.accept(e);
        }
    }

    private void readAgain(Recall recall) throws InterruptedException {
        Instant from = Instant.ofEpochMilli(recall.upTo().arrived()).minus(RECALL);
        try (ShardReader reader = run.source().openAgain(recall.shard(), new Start.At(from))) {
            boolean done = false;
            while (!done) {
                inbox.reserve();
                Page page = read(reader);
                done = page.ended() || page.millisBehind() == 0 || reaches(page, recall.upTo());
                handOver(page, recall.upTo());
                if (!done) {
                    pause(page.pause());
                }
            }
        }
    }

    private static boolean reaches(Page page, IngestPosition position) {
        List<SourceRecord> records = page.records();
        return !records.isEmpty()
                && SourceRecord.compareSequence(
                                records.get(records.size() - 1).sequenceNumber(), position.sequenceNumber())
                        >= 0;
    }

    private void readOn() throws InterruptedException {
        try (ShardReader reader = run.source().open(run.shard(), start)) {
            readOn(reader);
        }
    }

    private void readOn(ShardReader reader) throws InterruptedException {
        long lastSign = System.nanoTime();
        boolean ended = false;
        while (!ended) {
            inbox.reserve();
            Page page = read(reader);
            progress.behind(run.key(), page.millisBehind());
            if (page.isEmpty() && System.nanoTime() - lastSign < SIGN_OF_LIFE.toNanos()) {
                inbox.release();
            } else {
                handOver(page, null);
                lastSign = System.nanoTime();
            }
            ended = page.ended();
            if (!ended) {
                pause(page.pause());
            }
        }
    }

    /** Tries until the source answers. Called with room reserved, which is kept through the waits of a bad time. */
    private Page read(ShardReader reader) throws InterruptedException {
        while (true) {
            try {
                Page page = reader.read();
                backoff.reset();
                return page;
            } catch (SourceException e) {
                if (stopped) {
                    throw new InterruptedException("stopped while reading");
                }
                progress.unreadable(run.key(), e.getMessage());
                Duration wait = backoff.next();
                LOG.warn("{}; trying again in {} ms", e.getMessage(), wait.toMillis());
                pause(wait);
            }
        }
    }

    private void handOver(Page page, IngestPosition recalledUpTo) {
        inbox.put(new Arrival(run, page, recalledUpTo));
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
