package io.flowlens.cli.replay;

import io.flowlens.recording.RecordingHeader;
import io.flowlens.recording.RecordingHeader.Span;
import io.flowlens.recording.RecordingWriter;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** The recording that the topology is held to: always the same, from a seed. */
public final class GoldenRecording {

    static final long SEED = 20_260_131;
    public static final long BEGIN = 1_769_860_800L;

    private GoldenRecording() {}

    public static Path write(Path file) {
        Topics topics = Topics.withDefaults();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        RecordingHeader header = new RecordingHeader(
                "0.1.0", topics.prefix(), BEGIN * 1_000, (BEGIN + 14_400) * 1_000, false, List.<Span>of());
        try (RecordingWriter writer = RecordingWriter.create(file, header)) {
            new GoldenNetwork(topics, BEGIN).records().forEach(record -> writer.write(recorded(record, offsets)));
            new GoldenTraffic(SEED, topics, BEGIN).records().forEach(record -> writer.write(recorded(record, offsets)));
            writer.finish();
        }
        return file;
    }

    private static ConsumerRecord<byte[], byte[]> recorded(
            ProducerRecord<String, byte[]> record, Map<TopicPartition, Long> offsets) {
        int partition = record.partition() == null ? 0 : record.partition();
        long offset = offsets.merge(new TopicPartition(record.topic(), partition), 1L, Long::sum) - 1;
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                record.topic(),
                partition,
                offset,
                record.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
