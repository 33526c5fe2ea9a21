package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * How far the inventory of one network is complete, on its way to or from {@code vpc.inventory}: whatever was seen up to then
 * stands before it in the topic, and nothing seen earlier comes behind it.
 *
 * @param reached epoch milliseconds; 0 while the first look is under way
 */
public record InventoryMark(String account, String region, long reached) {

    private static final String TYPE = "type";
    private static final String MARK = "MARK";
    private static final String ACCOUNT = "account";
    private static final String REGION = "region";
    private static final String REACHED = "reached";

    /** The key is no AWS id, so that no resource has the same. */
    public ProducerRecord<String, byte[]> to(Topic<String, byte[]> topic) {
        byte[] json = "{\"%s\":%d}".formatted(REACHED, reached).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), null, null, "mark/" + account + "/" + region, json);
        HeaderText.put(record.headers(), TYPE, MARK);
        HeaderText.put(record.headers(), ACCOUNT, account);
        HeaderText.put(record.headers(), REGION, region);
        return record;
    }

    /**
     * Reads one back; empty for a record that is a resource.
     *
     * @throws IllegalArgumentException when it is a mark and says nothing that makes sense
     */
    static Optional<InventoryMark> of(byte[] json, Headers headers) {
        if (!MARK.equals(HeaderText.read(headers, TYPE))) {
            return Optional.empty();
        }
        JsonNode reached = InventoryJson.parse(json).path(REACHED);
        String account = HeaderText.read(headers, ACCOUNT);
        String region = HeaderText.read(headers, REGION);
        if (!reached.canConvertToLong() || account == null || region == null) {
            throw new IllegalArgumentException("an inventory mark names account, region and what was reached");
        }
        return Optional.of(new InventoryMark(account, region, reached.asLong()));
    }
}
