package io.flowlens.benchmarks.intake;

import io.flowlens.ingester.envelope.EnvelopeReader;
import io.flowlens.ingester.envelope.InflaterKind;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One shard that gives the same records again whenever it is told to, as fast as they are taken. */
final class MemorySource implements Source {

    private static final int PAGE_RECORDS = 500;
    private static final Duration WHEN_EMPTY = Duration.ofMillis(5);

    private final List<PackedBatch> batches;
    private final InflaterKind inflater;
    private final AtomicInteger rounds = new AtomicInteger();
    private long sequence;

    MemorySource(List<PackedBatch> batches, InflaterKind inflater) {
        this.batches = batches;
        this.inflater = inflater;
    }

    /** Puts everything on the stream once more. */
    void putAll() {
        rounds.incrementAndGet();
    }

    @Override
    public String name() {
        return "memory:bench";
    }

    @Override
    public List<Shard> shards() {
        return List.of(new Shard("shard-0", List.of(), false));
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        return new Reader();
    }

    @Override
    public Decoder decoder() {
        return new EnvelopeReader(inflater);
    }

    private final class Reader implements ShardReader {

        private int next = batches.size();

        @Override
        public Page read() {
            if (next == batches.size()) {
                if (rounds.get() == 0) {
                    return Page.nothing(0, WHEN_EMPTY);
                }
                rounds.decrementAndGet();
                next = 0;
            }
            int to = Math.min(next + PAGE_RECORDS, batches.size());
            List<SourceRecord> records = new ArrayList<>(to - next);
            for (PackedBatch batch : batches.subList(next, to)) {
                records.add(new SourceRecord(
                        Long.toString(++sequence), System.currentTimeMillis(), batch.key(), batch.packed()));
            }
            next = to;
            return new Page(records, batches.size() - to, false, Duration.ZERO);
        }
    }
}
