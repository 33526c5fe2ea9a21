package io.flowlens.topology;

import io.flowlens.service.Meters;
import io.flowlens.topics.Inventory;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code vpc.inventory} into memory, from its beginning at every start, before any flow is judged. */
final class InventoryKeeper implements Processor<String, byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryKeeper.class);

    private final Inventory inventory;
    private final Counter unreadable;

    InventoryKeeper(Inventory inventory, Meters meters) {
        this.inventory = inventory;
        this.unreadable = meters.counter(TopologyMeter.INVENTORY_UNREADABLE.spec());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            inventory.apply(record.key(), record.value(), record.headers(), record.timestamp());
        } catch (IllegalArgumentException e) {
            unreadable.increment();
            LOG.warn("inventory record {} was left out: {}", record.key(), e.getMessage());
        }
    }
}
