package io.flowlens.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A small recording, and what its records look like as text. */
final class SampleRecording {

    static final RecordingHeader HEADER = new RecordingHeader(
            "0.1.0",
            "vpc.",
            1_000,
            2_000,
            false,
            List.of(
                    new RecordingHeader.Span("vpc.inventory", 0, 0, 2),
                    new RecordingHeader.Span("vpc.flow-logs", 0, 10, 20)));

    private SampleRecording() {}

    static List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record("vpc.inventory", 0, "sg-0", "{\"GroupId\":\"sg-0\"}"));
        records.add(record("vpc.inventory", 1, "sg-0", null));
        for (int offset = 10; offset < 16; offset++) {
            records.add(record("vpc.flow-logs", offset, offset == 12 ? null : "eni-0", "2 123 eni-0 line " + offset));
        }
        return records;
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String key, String value) {
        ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>(topic, 0, offset, bytes(key), bytes(value));
        bare.headers().add("region", bytes("eu-west-1")).add("nothing", null);
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME,
                0,
                0,
                bare.key(),
                bare.value(),
                bare.headers(),
                java.util.Optional.empty());
    }

    static void write(Path file) {
        try (RecordingWriter writer = RecordingWriter.create(file, HEADER)) {
            records().forEach(writer::write);
            writer.finish();
        }
    }

    static List<String> read(Path file, RecordingReader.Damage allowed) {
        List<String> records = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file, allowed)) {
            for (ConsumerRecord<byte[], byte[]> record = reader.next(); record != null; record = reader.next()) {
                records.add(text(record));
            }
        }
        return records;
    }

    static List<String> texts() {
        return records().stream().map(SampleRecording::text).toList();
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder("%s/%d/%d at %d: %s = %s"
                .formatted(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        Arrays.toString(record.key()),
                        Arrays.toString(record.value())));
        record.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append('=').append(Arrays.toString(header.value())));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
