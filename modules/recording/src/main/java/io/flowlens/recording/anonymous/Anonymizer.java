package io.flowlens.recording.anonymous;

import io.flowlens.flowlog.Format;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Replaces addresses, ids, accounts, names and tags in records on their way into a recording, always the same by the same, so
 * that the recording is judged as the network itself would be. Regions, zones, ports, times and counts stay.
 *
 * <p>The key is random and kept nowhere: nobody can undo it, and two recordings do not match. Records have to come as a
 * recorder reads them, the inventory first. For one thread.
 */
public final class Anonymizer implements UnaryOperator<ConsumerRecord<byte[], byte[]>> {

    private static final Set<String> KEPT_HEADERS =
            Set.of("region", "event-time", "arrived", "type", "seen-at", "reached");
    private static final String FORMAT = "format";
    private static final String TYPE = "type";
    private static final String MARK = "mark/";

    private final String inventoryTopic;
    private final Inventory formats = new Inventory();
    private final Pseudonyms pseudonyms;
    private final AnonymousLines lines;
    private final AnonymousResource resources;

    /** @param topics that are recorded */
    public static Anonymizer of(Topics topics) {
        byte[] key = new byte[Pseudonyms.KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        return new Anonymizer(topics, key);
    }

    Anonymizer(Topics topics, byte[] key) {
        inventoryTopic = topics.inventory().name();
        pseudonyms = new Pseudonyms(key);
        lines = new AnonymousLines(formats, pseudonyms);
        resources = new AnonymousResource(pseudonyms);
    }

    @Override
    public ConsumerRecord<byte[], byte[]> apply(ConsumerRecord<byte[], byte[]> record) {
        boolean inventory = record.topic().equals(inventoryTopic);
        byte[] value = record.value();
        if (inventory) {
            value = resource(record);
        } else if (value != null) {
            value = lines.of(FlowLogHeaders.of(record.headers()), value);
        }
        byte[] key = key(record.key());
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                key,
                value,
                headers(record),
                Optional.empty());
    }

    /** A resource that makes no sense is left out as the topology would leave it out. */
    private byte[] resource(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (InventoryType.FLOW_LOG.name().equals(text(record.headers().lastHeader(TYPE)))) {
                formats.apply(text(record.key()), record.value(), record.headers(), record.timestamp());
            }
            return record.value() == null ? null : resources.of(record.value());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] key(byte[] key) {
        if (key == null) {
            return null;
        }
        String text = text(key);
        String pseudonym = text.startsWith(MARK) ? mark(text) : pseudonyms.of(text);
        return pseudonym.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code mark/account/region}. */
    private String mark(String text) {
        String[] parts = text.split("/", 3);
        return MARK + pseudonyms.of(parts[1]) + (parts.length == 3 ? "/" + parts[2] : "");
    }

    private Headers headers(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new ProducerRecord<>(record.topic(), null).headers();
        for (Header header : record.headers()) {
            if (KEPT_HEADERS.contains(header.key())) {
                headers.add(header);
            } else if (header.value() != null) {
                String text = text(header);
                String value = header.key().equals(FORMAT) ? format(text) : pseudonyms.of(text);
                headers.add(header.key(), value.getBytes(StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    private String format(String text) {
        try {
            return Format.of(text).toString();
        } catch (IllegalArgumentException e) {
            return pseudonyms.of(text);
        }
    }

    private static String text(Header header) {
        return header == null || header.value() == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
