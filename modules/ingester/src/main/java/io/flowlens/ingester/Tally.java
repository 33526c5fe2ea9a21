package io.flowlens.ingester;

import io.flowlens.ingester.source.Content.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What one transaction carries; it counts only if the transaction is committed. */
final class Tally {

    private long lines;
    private long batches;
    private long bytes;
    private long controlMessages;
    private long duplicates;
    private long reshards;
    private final Map<Reason, Integer> deadLetters = new EnumMap<>(Reason.class);
    private final List<Long> arrivals = new ArrayList<>();

    void batch(int lineCount) {
        batches++;
        lines += lineCount;
    }

    void record(int size, long arrived) {
        bytes += size;
        arrivals.add(arrived);
    }

    void controlMessage() {
        controlMessages++;
    }

    void duplicate() {
        duplicates++;
    }

    void reshard() {
        reshards++;
    }

    void deadLetter(Reason reason) {
        deadLetters.merge(reason, 1, Integer::sum);
    }

    void countInto(Counters counters, long now) {
        counters.lines.increment(lines);
        counters.batches.increment(batches);
        counters.records.increment(arrivals.size());
        counters.bytes.increment(bytes);
        counters.controlMessages.increment(controlMessages);
        counters.duplicates.increment(duplicates);
        counters.reshards.increment(reshards);
        deadLetters.forEach((reason, count) -> counters.deadLetters(reason).increment(count));
        arrivals.forEach(arrived -> counters.lag.record(Math.max(0, now - arrived), TimeUnit.MILLISECONDS));
    }
}
