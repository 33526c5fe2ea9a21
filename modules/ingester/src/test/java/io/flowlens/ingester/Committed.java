package io.flowlens.ingester;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Everything that a reader of committed records sees in a topic. */
final class Committed implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    Committed(KafkaSettings kafka, String topic) {
        Map<String, Object> settings = new HashMap<>(kafka.consumer("test-" + topic));
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static Committed flowLogs(KafkaSettings kafka, Topics topics) {
        return new Committed(kafka, topics.flowLogs().name());
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records;
    }

    /** Waits for so many lines, then a little longer for what should not come. */
    Map<String, List<String>> awaitLines(int count) {
        Awaitility.await("lines committed")
                .atMost(Outside.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> lineCount() >= count);
        for (int i = 0; i < 10; i++) {
            records();
        }
        return linesByKey();
    }

    int lineCount() {
        return linesByKey().values().stream().mapToInt(List::size).sum();
    }

    /** In the order of the topic, which is an interface's own order. */
    Map<String, List<String>> linesByKey() {
        Map<String, List<String>> lines = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            lines.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .addAll(List.of(new String(record.value(), StandardCharsets.UTF_8).split("\n")));
        }
        return lines;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
