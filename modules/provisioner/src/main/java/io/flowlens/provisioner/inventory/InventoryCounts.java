package io.flowlens.provisioner.inventory;

import io.flowlens.service.Meters;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The inventory's meters, each there from the start, so that a rate over them has no gap. */
final class InventoryCounts {

    private final Counter complete;
    private final Counter failed;
    private final Map<InventoryType, Counter> changed = new EnumMap<>(InventoryType.class);
    private final Map<InventoryType, Counter> gone = new EnumMap<>(InventoryType.class);

    InventoryCounts(Meters meters, Supplier<Number> ageSeconds) {
        complete = meters.counter(InventoryMeter.POLLS.spec(), "complete");
        failed = meters.counter(InventoryMeter.POLLS.spec(), "failed");
        for (InventoryType type : InventoryType.values()) {
            changed.put(type, meters.counter(InventoryMeter.PUBLISHED.spec(), type.describe(), "changed"));
            gone.put(type, meters.counter(InventoryMeter.PUBLISHED.spec(), type.describe(), "gone"));
        }
        meters.gauge(InventoryMeter.AGE.spec(), ageSeconds);
    }

    void complete() {
        complete.increment();
    }

    void failed() {
        failed.increment();
    }

    void published(InventoryRecord record) {
        (record.gone() ? gone : changed).get(record.type()).increment();
    }
}
