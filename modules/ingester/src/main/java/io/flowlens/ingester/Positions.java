package io.flowlens.ingester;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The committed positions of all shards, read from their topic on demand.
 *
 * <p>All partitions, not only those held here: the parent of a shard may belong to another ingester. Safe for use by
 * several threads.
 */
final class Positions implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final Admin admin;
    private final Consumer<String, IngestPosition> consumer;
    private final Map<String, IngestPosition> byShard = new ConcurrentHashMap<>();
    private List<TopicPartition> partitions = List.of();

    Positions(KafkaSettings kafka, Topic<String, IngestPosition> topic, String clientId) {
        this.topic = topic.name();
        Map<String, Object> settings = new HashMap<>(kafka.consumer(clientId));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        admin = Admin.create(kafka.admin(clientId + "-admin"));
        consumer = new KafkaConsumer<>(
                settings, Serdes.String().deserializer(), topic.values().deserializer());
    }

    /**
     * Reads to the end of the topic as it is at this moment. What other writers have not committed yet is waited for, for a
     * bounded time: a transaction of theirs could hide committed positions behind it.
     *
     * @throws KafkaException when the topic is missing or the broker does not answer in time
     */
    synchronized void readToEnd() {
        assignAll();
        readTo(ends());
    }

    /** Reads what is committed by now; unlike {@link #readToEnd()} it waits for nobody. */
    synchronized void refresh() {
        readTo(consumer.endOffsets(partitions, TIMEOUT));
    }

    private void readTo(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        ("could not read %s to its end within %d s; if that stays so, a transaction may never have ended:"
                                        + " 'kafka-transactions.sh find-hanging' of Kafka names it")
                                .formatted(topic, TIMEOUT.toSeconds()));
            }
            consumer.poll(POLL).forEach(this::take);
        }
    }

    /** The position last read; null when there is none. */
    IngestPosition of(String key) {
        return byShard.get(key);
    }

    /** The keys of all positions that start so. */
    List<String> keys(String start) {
        return byShard.keySet().stream().filter(key -> key.startsWith(start)).toList();
    }

    /** The partition that a shard belongs to; known after the first {@link #readToEnd()}. */
    synchronized int partition(String key) {
        return Math.floorMod(key.hashCode(), partitions.size());
    }

    private void take(ConsumerRecord<String, IngestPosition> position) {
        if (position.value() == null) {
            byShard.remove(position.key());
        } else {
            byShard.put(position.key(), position.value());
        }
    }

    private void assignAll() {
        if (partitions.isEmpty()) {
            List<TopicPartition> all = consumer.partitionsFor(topic, TIMEOUT).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (all.isEmpty()) {
                throw new KafkaException("there is no topic " + topic + "; create the topics first");
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            partitions = all;
        }
    }

    /** The ends with what is not committed yet; a consumer that reads committed records only knows nearer ones. */
    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot find the end of " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while looking for the end of " + topic, e);
        }
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
        synchronized (this) {
            consumer.close();
        }
    }
}
