package io.flowlens.notifier;

import io.flowlens.service.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of {@code vpc.alerts} that this notifier holds for one channel, with a book for each. */
final class AlertPartitions implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(AlertPartitions.class);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(10);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 100;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;

    private final String group;
    private final AlertRecords records;
    private final Telling telling;
    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, PartitionBook> books = new HashMap<>();
    private long nextCommit = System.nanoTime();
    private boolean joined;

    /** @param group members of one share the partitions, and so the messages */
    AlertPartitions(KafkaSettings kafka, String group, AlertRecords records, Telling telling) {
        this.group = group;
        this.records = records;
        this.telling = telling;
        Map<String, Object> settings = new HashMap<>(kafka.consumer(group));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(records.topic()), this);
    }

    AlertRecords records() {
        return records;
    }

    /** Waits for records at most so long, and hands each to its partition's book. */
    void poll(Duration most, BiConsumer<PartitionBook, ConsumerRecord<String, byte[]>> reader) {
        boolean full = books.values().stream().anyMatch(PartitionBook::isFull);
        if (full) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.assignment());
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(most)) {
            reader.accept(books.get(new TopicPartition(record.topic(), record.partition())), record);
        }
        books.forEach((partition, book) -> book.reached(consumer.position(partition)));
    }

    Collection<PartitionBook> books() {
        return books.values();
    }

    boolean hasJoined() {
        return joined;
    }

    boolean areCaughtUp() {
        return joined && books.values().stream().allMatch(PartitionBook::isCaughtUp);
    }

    /** Makes what was settled last. */
    void commit() {
        commit(books.keySet());
    }

    /** What needed no message is not worth a commit each. */
    void commitNowAndThen() {
        if (nextCommit - System.nanoTime() <= 0) {
            commit();
            nextCommit = System.nanoTime() + COMMIT_EVERY.toNanos();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata known = committed.get(partition);
            Progress progress = known == null ? Progress.first(ends.get(partition)) : Progress.of(known);
            books.put(partition, new PartitionBook(progress, telling));
        }
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            commit(partitions);
        } finally {
            onPartitionsLost(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(books::remove);
    }

    void wakeUp() {
        consumer.wakeup();
    }

    /** Gives up everything held, by way of {@link #onPartitionsRevoked}. */
    void close() {
        consumer.close();
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionBook book = books.get(partition);
            if (book != null && book.uncommitted() != null) {
                offsets.put(partition, book.uncommitted());
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_WITHIN);
            offsets.forEach((partition, offset) -> books.get(partition).committed(offset));
        } catch (KafkaException e) {
            // What was told and could not be noted is told again by whoever holds the partition next.
            LOG.warn("the group {} could not commit: {}", group, e.getMessage());
        }
    }
}
