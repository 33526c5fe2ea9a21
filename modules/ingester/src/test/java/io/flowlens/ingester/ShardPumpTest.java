package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardPumpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ARRIVED = 1_700_000_000_000L;
    private static final IngestPosition POSITION = new IngestPosition("7", ARRIVED, ARRIVED, 0, false);

    private final EndlessSource source = new EndlessSource();
    private final Inbox inbox = new Inbox();
    private Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    /** A broker that is slow, or gone, slows the reading: the source keeps what does not fit. */
    @Test
    void readsNoFurtherThanThereIsRoom() throws InterruptedException {
        pump(List.of());

        Awaitility.await().atMost(PATIENCE).until(() -> source.reads.get() == Inbox.PAGES);
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> source.reads.get() == Inbox.PAGES);
        assertThat(inbox.take(Duration.ZERO)).isNotNull();
        inbox.release();
        Awaitility.await().atMost(PATIENCE).until(() -> source.reads.get() == Inbox.PAGES + 1);
    }

    /** AWS repeats what it is not sure of within seconds; what comes later is not looked for. */
    @Test
    void readsTheLastMinuteBeforeItsPositionAgain() throws InterruptedException {
        pump(List.of(new ShardPump.Recall(EndlessSource.SHARD, POSITION)));

        Arrival recalled = inbox.take(PATIENCE);
        Arrival next = inbox.take(PATIENCE);

        assertThat(recalled.recalledUpTo()).isEqualTo(POSITION);
        assertThat(next.isRecall()).isFalse();
        assertThat(source.opened)
                .containsExactly(
                        "again At[time=" + Instant.ofEpochMilli(ARRIVED).minusSeconds(60) + "]",
                        new Start.After(POSITION).toString());
    }

    private void pump(List<ShardPump.Recall> recalls) {
        ShardRun run = new ShardRun(source, EndlessSource.SHARD, null, POSITION);
        Start start = new Start.After(POSITION);
        thread = new Thread(new ShardPump(run, start, recalls, inbox, new Progress(), failure -> {}), "pump");
        thread.start();
    }

    /** Always has one more record. */
    private static final class EndlessSource implements Source {

        private static final Shard SHARD = new Shard("shard", List.of(), false);

        private final AtomicInteger reads = new AtomicInteger();
        private final List<String> opened = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public List<Shard> shards() {
            return List.of(SHARD);
        }

        @Override
        public ShardReader open(Shard shard, Start start) {
            opened.add(start.toString());
            return this::page;
        }

        @Override
        public ShardReader openAgain(Shard shard, Start start) {
            opened.add("again " + start);
            return this::page;
        }

        private Page page() {
            SourceRecord record = new SourceRecord("" + (10 + reads.incrementAndGet()), ARRIVED, null, new byte[0]);
            return new Page(List.of(record), 1_000, false, Duration.ZERO);
        }

        @Override
        public Decoder decoder() {
            throw new UnsupportedOperationException("nothing is decoded here");
        }
    }
}
