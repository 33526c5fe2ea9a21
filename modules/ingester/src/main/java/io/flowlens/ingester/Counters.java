package io.flowlens.ingester;

import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.service.Label;
import io.flowlens.service.LagStage;
import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** The meters of an ingester, looked up once. */
final class Counters {

    private final Meters meters;
    final Counter lines;
    final Counter batches;
    final Counter records;
    final Counter bytes;
    final Counter controlMessages;
    final Counter duplicates;
    final Counter reshards;
    final Counter restarts;
    final Timer lag;
    final Timer commit;
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);

    Counters(Meters meters) {
        this.meters = meters;
        lines = meters.counter(IngesterMeter.LINES.spec());
        batches = meters.counter(IngesterMeter.BATCHES.spec());
        records = meters.counter(IngesterMeter.RECORDS.spec());
        bytes = meters.counter(IngesterMeter.BYTES.spec());
        controlMessages = meters.counter(IngesterMeter.CONTROL_MESSAGES.spec());
        duplicates = meters.counter(IngesterMeter.DUPLICATES.spec());
        reshards = meters.counter(IngesterMeter.RESHARDS.spec());
        restarts = meters.counter(IngesterMeter.RESTARTS.spec());
        lag = LagStage.INGESTER.timer(meters);
        commit = meters.lag(IngesterMeter.COMMIT.spec());
        for (Reason reason : Reason.values()) {
            deadLetters.put(reason, meters.counter(IngesterMeter.DEAD_LETTERS.spec(), tag(reason)));
        }
    }

    Counter deadLetters(Reason reason) {
        return deadLetters.get(reason);
    }

    long deadLetters() {
        return (long) deadLetters.values().stream().mapToDouble(Counter::count).sum();
    }

    Meters meters() {
        return meters;
    }

    /** How a reason is written in tags and headers. */
    static String tag(Reason reason) {
        return Label.word(reason);
    }
}
