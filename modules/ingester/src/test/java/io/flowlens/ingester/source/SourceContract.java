package io.flowlens.ingester.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.topics.IngestPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every source promises. A source under test holds the lines given, each in a record of its own, in one shard. */
public abstract class SourceContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    protected abstract Source sourceOf(List<String> lines);

    /** True when a record has the same sequence number for every reader, so that it can be recalled by it. */
    protected boolean numbersRecordsOnce() {
        return true;
    }

    @Test
    void readsEverythingFromTheOldestOnInOrder() {
        Source source = sourceOf(List.of("a", "b", "c"));

        assertThat(lines(source, read(source, new Start.Oldest(), 3))).containsExactly("a", "b", "c");
    }

    @Test
    void goesOnBehindAPosition() {
        Source source = sourceOf(List.of("a", "b", "c"));
        SourceRecord first = read(source, new Start.Oldest(), 1).get(0);

        Start behind = new Start.After(
                new IngestPosition(first.sequenceNumber(), first.arrived(), System.currentTimeMillis(), 0, false));

        assertThat(lines(source, read(source, behind, 2))).containsExactly("b", "c");
    }

    @Test
    void countsItsRecordsUpwards() {
        Source source = sourceOf(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"));

        List<SourceRecord> records = read(source, new Start.Oldest(), 11);

        for (int i = 1; i < records.size(); i++) {
            assertThat(SourceRecord.compareSequence(
                            records.get(i - 1).sequenceNumber(), records.get(i).sequenceNumber()))
                    .isNegative();
        }
    }

    @Test
    void readsTheSameAgain() {
        Source source = sourceOf(List.of("a", "b"));

        List<SourceRecord> first = read(source, new Start.Oldest(), 2);
        List<SourceRecord> again = read(source, new Start.At(Instant.EPOCH), 2);

        if (numbersRecordsOnce()) {
            assertThat(again)
                    .extracting(SourceRecord::sequenceNumber)
                    .isEqualTo(first.stream().map(SourceRecord::sequenceNumber).toList());
        }
        assertThat(lines(source, again)).containsExactly("a", "b");
    }

    @Test
    void isCaughtUpAtTheEnd() {
        Source source = sourceOf(List.of("a"));

        try (ShardReader reader = reader(source, new Start.Oldest())) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                Page page = reader.read();
                return page.records().isEmpty() && page.millisBehind() == 0;
            });
        }
    }

    private static ShardReader reader(Source source, Start start) {
        return source.open(source.shards().get(0), start);
    }

    private static List<SourceRecord> read(Source source, Start start, int count) {
        List<SourceRecord> records = new ArrayList<>();
        try (ShardReader reader = reader(source, start)) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                records.addAll(reader.read().records());
                return records.size() >= count;
            });
        }
        return records;
    }

    private static List<String> lines(Source source, List<SourceRecord> records) {
        Decoder decoder = source.decoder();
        List<String> lines = new ArrayList<>();
        for (SourceRecord record : records) {
            for (Content content : decoder.decode(record.data())) {
                Batch batch = (Batch) content;
                lines.add(new String(batch.lines(0, batch.size()), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
