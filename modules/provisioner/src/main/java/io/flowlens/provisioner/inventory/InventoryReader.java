package io.flowlens.provisioner.inventory;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the inventory topic from its beginning to where it ends now. */
final class InventoryReader {

    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final Topic<String, byte[]> topic;

    InventoryReader(KafkaSettings kafka, Topic<String, byte[]> topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Hands every record to {@code state}, unless {@code stopped} first.
     *
     * @throws KafkaException when the broker cannot be reached, or the topic does not exist
     */
    void readInto(PublishedState state, BooleanSupplier stopped) {
        Map<String, Object> settings = kafka.consumer("flowlens-inventory-reader");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, QUESTION);
            consumer.seekToBeginning(partitions);
            while (!stopped.getAsBoolean() && !reached(consumer, ends)) {
                consumer.poll(POLL).forEach(record -> take(record, state));
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), QUESTION).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic %s does not exist; create the topics first".formatted(topic.name()));
        }
        return partitions;
    }

    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), QUESTION) >= end.getValue());
    }

    private static void take(ConsumerRecord<String, byte[]> record, PublishedState state) {
        try {
            state.published(InventoryRecord.of(record.key(), record.value(), record.headers(), record.timestamp()));
        } catch (IllegalArgumentException e) {
            // A type of a later version: not ours to compare, nor to delete.
        }
    }
}
