package io.flowlens.cli.replay;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topic;
import io.flowlens.topics.TopicTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The records of a topic by key, and those of one key in their order: the one order that does not depend on partitions.
 *
 * <p>The values are kept in a temporary file; memory takes 8 bytes for each, and each key once.
 */
final class KeyedRecords implements AutoCloseable {

    private static final class Places {

        private long[] places = new long[4];
        private int count;

        void add(long place) {
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
            }
            places[count++] = place;
        }
    }

    private static final String NO_KEY = "";
    private static final Places NOWHERE = new Places();

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Places> byKey = new TreeMap<>();
    private long end;

    KeyedRecords() {
        try {
            file = Files.createTempFile("flowlens-replay", ".records");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep records in a temporary file: " + e, e);
        }
    }

    /** Everything that stands in the topic. */
    static KeyedRecords of(KafkaSettings kafka, Topic<String, ?> topic) {
        KeyedRecords records = new KeyedRecords();
        try (TopicTail<String, byte[]> tail = TopicTail.fromBeginning(kafka.consumer("flowlens-replay"), topic.raw())) {
            tail.readToEnd(record -> records.add(record.key(), record.value()));
        }
        return records;
    }

    /** Values that are null are left out. */
    void add(String key, byte[] value) {
        if (value == null) {
            return;
        }
        byKey.computeIfAbsent(key == null ? NO_KEY : key, each -> new Places()).add(end);
        write(ByteBuffer.allocate(Integer.BYTES + value.length)
                .putInt(value.length)
                .put(value)
                .flip());
    }

    /** In their order; the empty one stands for records without a key. */
    Set<String> keys() {
        return byKey.keySet();
    }

    /** Of one key, in their order; none for an unknown one. */
    List<byte[]> values(String key) {
        List<byte[]> values = new ArrayList<>();
        forEach(key, values::add);
        return values;
    }

    /** Each in turn, key by key. */
    void forEach(Consumer<byte[]> visitor) {
        byKey.keySet().forEach(key -> forEach(key, visitor));
    }

    private void forEach(String key, Consumer<byte[]> visitor) {
        Places places = byKey.getOrDefault(key, NOWHERE);
        if (key.equals(NO_KEY)) {
            withoutKey(places).forEach(visitor);
        } else {
            for (int i = 0; i < places.count; i++) {
                visitor.accept(value(places.places[i]));
            }
        }
    }

    /** They stand in any partition, so their own order is by what they say. There are few. */
    private List<byte[]> withoutKey(Places places) {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < places.count; i++) {
            values.add(value(places.places[i]));
        }
        values.sort(Arrays::compare);
        return values;
    }

    private byte[] value(long place) {
        int length = read(place, Integer.BYTES).getInt();
        return read(place + Integer.BYTES, length).array();
    }

    private ByteBuffer read(long place, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {
                // until all is there
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file + ": " + e, e);
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep records in " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + ": " + e, e);
        }
    }
}
