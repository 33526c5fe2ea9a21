package io.flowlens.recording;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/**
 * A Kafka record as bytes: topic, partition (4), offset (8), timestamp (8), key, value, number of headers (4), and of each
 * its name and value. A text or an array of bytes is its length (4) and itself; the length -1 is null.
 */
final class RecordBytes {

    private static final int NULL = -1;
    /** Bounds what forged names of topics can make us keep. */
    private static final int MAX_NAMES = 64;

    private final Map<ByteBuffer, String> names = new HashMap<>();

    static void write(ConsumerRecord<byte[], byte[]> record, DataOutputStream out) throws IOException {
        write(record.topic().getBytes(StandardCharsets.UTF_8), out);
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.timestamp());
        write(record.key(), out);
        write(record.value(), out);
        Header[] headers = record.headers().toArray();
        out.writeInt(headers.length);
        for (Header header : headers) {
            write(header.key().getBytes(StandardCharsets.UTF_8), out);
            write(header.value(), out);
        }
    }

    /** @throws BufferUnderflowException or {@link IllegalArgumentException} when the bytes are no record */
    ConsumerRecord<byte[], byte[]> read(ByteBuffer in) {
        String topic = name(in);
        int partition = in.getInt();
        long offset = in.getLong();
        long timestamp = in.getLong();
        byte[] key = bytes(in);
        byte[] value = bytes(in);
        Headers headers = headers(topic, in);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? NULL : key.length,
                value == null ? NULL : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static Headers headers(String topic, ByteBuffer in) {
        Headers headers = new ProducerRecord<>(topic, null).headers();
        for (int left = in.getInt(); left > 0; left--) {
            byte[] name = bytes(in);
            if (name == null) {
                throw new IllegalArgumentException("a header without a name");
            }
            headers.add(new String(name, StandardCharsets.UTF_8), bytes(in));
        }
        return headers;
    }

    /** One string for a topic, not one a record. */
    private String name(ByteBuffer in) {
        byte[] bytes = bytes(in);
        if (bytes == null) {
            throw new IllegalArgumentException("a record without a topic");
        }
        if (names.size() >= MAX_NAMES) {
            names.clear();
        }
        return names.computeIfAbsent(ByteBuffer.wrap(bytes), name -> new String(name.array(), StandardCharsets.UTF_8));
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? NULL : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
