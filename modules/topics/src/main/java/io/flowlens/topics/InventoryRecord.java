package io.flowlens.topics;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * One resource of the network at one time, on its way to or from {@code vpc.inventory}.
 *
 * @param type what it is
 * @param id its AWS id: the key
 * @param account owner of the network it was seen in
 * @param region of the network
 * @param seenAt when this state was seen, epoch milliseconds: also the record's timestamp
 * @param json as {@code aws ec2 describe-*} prints one element, or null when the resource is gone
 */
public record InventoryRecord(InventoryType type, String id, String account, String region, long seenAt, byte[] json) {

    private static final String TYPE = "type";
    private static final String ACCOUNT = "account";
    private static final String REGION = "region";
    private static final String SEEN_AT = "seen-at";

    public boolean gone() {
        return json == null;
    }

    public ProducerRecord<String, byte[]> to(Topic<String, byte[]> topic) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), null, seenAt, id, json);
        HeaderText.put(record.headers(), TYPE, type.name());
        HeaderText.put(record.headers(), ACCOUNT, account);
        HeaderText.put(record.headers(), REGION, region);
        HeaderText.put(record.headers(), SEEN_AT, Long.toString(seenAt));
        return record;
    }

    /**
     * Reads one back.
     *
     * @param timestamp of the Kafka record, taken where the header is missing
     * @throws IllegalArgumentException when the type is missing or unknown to this version
     */
    public static InventoryRecord of(String id, byte[] json, Headers headers, long timestamp) {
        String type = HeaderText.read(headers, TYPE);
        if (type == null) {
            throw new IllegalArgumentException("inventory record " + id + " has no '" + TYPE + "' header");
        }
        return new InventoryRecord(
                InventoryType.valueOf(type),
                id,
                HeaderText.read(headers, ACCOUNT),
                HeaderText.read(headers, REGION),
                HeaderText.readNumber(headers, SEEN_AT, timestamp),
                json);
    }
}
