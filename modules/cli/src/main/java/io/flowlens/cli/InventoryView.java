package io.flowlens.cli;

import io.flowlens.topics.Inventory;
import io.flowlens.topics.TopicTail;
import io.flowlens.topics.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The network as {@code vpc.inventory} tells it, for commands that look. */
public final class InventoryView implements AutoCloseable {

    private final TopicTail<String, byte[]> changes;
    private final Inventory inventory = new Inventory();

    private InventoryView(TopicTail<String, byte[]> changes) {
        this.changes = changes;
    }

    /** Reads everything there is. */
    public static InventoryView open(Map<String, Object> consumer, Topics topics) {
        InventoryView view = new InventoryView(TopicTail.fromBeginning(consumer, topics.inventory()));
        view.learn();
        return view;
    }

    /** Reads what has come since the last time. */
    public void learn() {
        changes.readToEnd(this::apply);
    }

    public Inventory inventory() {
        return inventory;
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            inventory.apply(record.key(), record.value(), record.headers(), record.timestamp());
        } catch (IllegalArgumentException e) {
            // Written by a newer version: the names it would have given are shown as addresses.
        }
    }

    @Override
    public void close() {
        changes.close();
    }
}
