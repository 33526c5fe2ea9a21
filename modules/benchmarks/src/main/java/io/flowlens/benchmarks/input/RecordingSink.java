package io.flowlens.benchmarks.input;

import io.flowlens.recording.RecordingHeader;
import io.flowlens.recording.RecordingWriter;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Puts the records of a {@link Preload} into a recording, as if they came from topics of one partition. */
public final class RecordingSink implements Consumer<ProducerRecord<String, byte[]>>, AutoCloseable {

    private final RecordingWriter writer;
    private final Map<String, Long> offsets = new HashMap<>();

    /** @param topics that the records are taken to come from */
    public RecordingSink(Path file, Topics topics) {
        writer = RecordingWriter.create(
                file, new RecordingHeader("bench", topics.prefix(), 0, Long.MAX_VALUE, false, List.of()));
    }

    @Override
    public void accept(ProducerRecord<String, byte[]> record) {
        long offset = offsets.merge(record.topic(), 1L, Long::sum) - 1;
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        writer.write(new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                record.timestamp() == null ? 0 : record.timestamp(),
                TimestampType.CREATE_TIME,
                key.length,
                record.value() == null ? -1 : record.value().length,
                key,
                record.value(),
                record.headers(),
                Optional.empty()));
    }

    /** Records so far. */
    public long records() {
        return writer.records();
    }

    @Override
    public void close() {
        writer.finish();
        writer.close();
    }
}
