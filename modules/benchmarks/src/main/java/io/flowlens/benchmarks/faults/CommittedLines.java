package io.flowlens.benchmarks.faults;

import io.flowlens.service.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All lines of a topic from the beginning, as a reader of committed records sees them. Not thread-safe. */
final class CommittedLines implements AutoCloseable {

    /** Takes one line. */
    interface Reader {

        /** @param number as {@link NumberedLines#numberOf} says */
        void take(int index, int number);
    }

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    CommittedLines(KafkaSettings kafka, String topic, String clientId) {
        Map<String, Object> settings = kafka.consumer(clientId);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Gives what has come, if anything; waits a moment for it. */
    void poll(Reader reader) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            int index = NumberedLines.indexOf(record.key());
            String lines = new String(record.value(), StandardCharsets.UTF_8);
            for (String line : lines.split("\n", -1)) {
                reader.take(
                        index,
                        index == NumberedLines.NOT_OURS ? NumberedLines.NOT_OURS : NumberedLines.numberOf(index, line));
            }
        }
    }

    /** Gives all that is committed by now. */
    void readToEnd(Reader reader, Deadline deadline) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
            deadline.check("reading the topic to its end");
            poll(reader);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
