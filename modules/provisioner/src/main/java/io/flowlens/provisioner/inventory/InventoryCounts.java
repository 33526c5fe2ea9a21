package io.flowlens.provisioner.inventory;

import io.flowlens.service.Label;
import io.flowlens.service.Meters;
import io.flowlens.topics.InventoryType;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The inventory's meters, each there from the start, so that a rate over them has no gap. */
final class InventoryCounts {

    /** What became of a resource between two looks. */
    enum Change {
        NEW,
        CHANGED,
        GONE
    }

    private final Counter complete;
    private final Counter failed;
    private final Counter hints;
    private final Counter hintsFailed;
    private final Map<InventoryType, Map<Change, Counter>> changes = new EnumMap<>(InventoryType.class);

    InventoryCounts(Meters meters, Supplier<Number> ageSeconds, Supplier<Number> incomplete) {
        complete = meters.counter(InventoryMeter.POLLS.spec(), "complete");
        failed = meters.counter(InventoryMeter.POLLS.spec(), "failed");
        hints = meters.counter(InventoryMeter.HINTS.spec(), "found");
        hintsFailed = meters.counter(InventoryMeter.HINTS.spec(), "failed");
        for (InventoryType type : InventoryType.values()) {
            Map<Change, Counter> ofType = new EnumMap<>(Change.class);
            for (Change change : Change.values()) {
                ofType.put(change, meters.counter(InventoryMeter.CHANGES.spec(), type.describe(), Label.word(change)));
            }
            changes.put(type, ofType);
        }
        meters.gauge(InventoryMeter.AGE.spec(), ageSeconds);
        meters.gauge(InventoryMeter.INCOMPLETE.spec(), incomplete);
    }

    void complete() {
        complete.increment();
    }

    void failed() {
        failed.increment();
    }

    void hint() {
        hints.increment();
    }

    void hintFailed() {
        hintsFailed.increment();
    }

    void published(InventoryType type, Change change) {
        changes.get(type).get(change).increment();
    }
}
