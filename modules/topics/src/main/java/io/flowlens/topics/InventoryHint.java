package io.flowlens.topics;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Who made a change that the inventory saw, and when exactly, on its way to or from {@code vpc.inventory}. It comes minutes
 * after the change, and no verdict rests on it.
 *
 * @param resourceId what changed
 * @param seenAt when the inventory saw the change, epoch milliseconds
 * @param calls that AWS CloudTrail recorded between the last look and this one, oldest first
 */
public record InventoryHint(String resourceId, long seenAt, List<Alert.Call> calls) {

    private static final String TYPE = "type";
    private static final String HINT = "HINT";

    public InventoryHint {
        calls = calls == null ? List.of() : List.copyOf(calls);
    }

    /** The key is no AWS id, so that no resource has the same. */
    public ProducerRecord<String, byte[]> to(Topic<String, byte[]> topic) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), null, seenAt, "hint/" + resourceId + "/" + seenAt, Json.bytes(this));
        HeaderText.put(record.headers(), TYPE, HINT);
        return record;
    }

    /**
     * Reads one back; empty for a record that is something else.
     *
     * @throws IllegalArgumentException when it is a hint and makes no sense
     */
    static Optional<InventoryHint> of(byte[] json, Headers headers) {
        if (!HINT.equals(HeaderText.read(headers, TYPE))) {
            return Optional.empty();
        }
        try {
            InventoryHint hint = json == null ? null : Json.mapper().readValue(json, InventoryHint.class);
            if (hint == null || hint.resourceId() == null) {
                throw new IllegalArgumentException("an inventory hint names what changed");
            }
            return Optional.of(hint);
        } catch (IOException e) {
            throw new IllegalArgumentException("an inventory hint is no JSON: " + e.getMessage(), e);
        }
    }
}
