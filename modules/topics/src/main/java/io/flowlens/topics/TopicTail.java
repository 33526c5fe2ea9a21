package io.flowlens.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Reads one topic outside any consumer group, so that looking never disturbs those who work.
 *
 * <p>Only committed records are seen. {@code consumer}, everywhere, are the settings of a Kafka consumer, its brokers and its
 * {@code client.id} among them.
 */
public final class TopicTail<K, V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final KafkaConsumer<K, V> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private boolean whole;

    private TopicTail(Map<String, Object> consumerSettings, Topic<K, V> topic) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        consumer = new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer());
        for (PartitionInfo partition : consumer.partitionsFor(topic.name(), TIMEOUT)) {
            partitions.add(new TopicPartition(topic.name(), partition.partition()));
        }
        consumer.assign(partitions);
    }

    /** Starts at the oldest record kept. */
    public static <K, V> TopicTail<K, V> fromBeginning(Map<String, Object> consumer, Topic<K, V> topic) {
        TopicTail<K, V> tail = new TopicTail<>(consumer, topic);
        tail.consumer.seekToBeginning(tail.partitions);
        tail.whole = true;
        return tail;
    }

    /** Starts at most {@code records} before the end of each partition. */
    public static <K, V> TopicTail<K, V> fromLast(Map<String, Object> consumer, Topic<K, V> topic, long records) {
        TopicTail<K, V> tail = new TopicTail<>(consumer, topic);
        Map<TopicPartition, Long> oldest = tail.consumer.beginningOffsets(tail.partitions);
        Map<TopicPartition, Long> ends = tail.consumer.endOffsets(tail.partitions);
        ends.forEach((partition, end) -> tail.consumer.seek(partition, Math.max(oldest.get(partition), end - records)));
        tail.whole = ends.entrySet().stream().allMatch(end -> end.getValue() - records <= oldest.get(end.getKey()));
        return tail;
    }

    /** Starts with what the topic got at that time; its times are those of Kafka, not of the events. */
    public static <K, V> TopicTail<K, V> since(Map<String, Object> consumer, Topic<K, V> topic, Instant time) {
        TopicTail<K, V> tail = new TopicTail<>(consumer, topic);
        Map<TopicPartition, Long> times = new HashMap<>();
        tail.partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, Long> ends = tail.consumer.endOffsets(tail.partitions);
        tail.consumer
                .offsetsForTimes(times)
                .forEach((partition, found) ->
                        tail.consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
        return tail;
    }

    /**
     * Passes over what lies more than {@code records} before the end of a partition, for who would rather miss something than
     * lag behind.
     *
     * @return how many records were passed over
     */
    public long skipAllBut(long records) {
        long skipped = 0;
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(partitions).entrySet()) {
            long behind = end.getValue() - records - consumer.position(end.getKey());
            if (behind > 0) {
                consumer.seek(end.getKey(), end.getValue() - records);
                skipped += behind;
            }
        }
        return skipped;
    }

    /** The client, for who measures it. */
    public Consumer<K, V> client() {
        return consumer;
    }

    /** Whether it started at the oldest records that are kept, so that there is nothing before. */
    public boolean isWhole() {
        return whole;
    }

    /** Reads what is there at this moment, then returns. */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<K, V>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            readOnce(reader);
        }
    }

    /** Reads on until {@code done} says so or the thread is interrupted. */
    public void readUntil(BooleanSupplier done, java.util.function.Consumer<ConsumerRecord<K, V>> reader) {
        while (!done.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            readOnce(reader);
        }
    }

    /** Reads what has come, or waits a moment for it. */
    public void readOnce(java.util.function.Consumer<ConsumerRecord<K, V>> reader) {
        try {
            consumer.poll(POLL).forEach(reader);
        } catch (RecordDeserializationException e) {
            // Written by a newer version, or by somebody else: what follows it is still worth reading.
            consumer.seek(e.topicPartition(), e.offset() + 1);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
