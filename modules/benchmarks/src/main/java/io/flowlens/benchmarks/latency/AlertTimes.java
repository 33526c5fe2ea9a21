package io.flowlens.benchmarks.latency;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code vpc.alerts}, committed records only, and notes when the first alert of each interface came. */
final class AlertTimes implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long CLOSE_MILLIS = 5_000;

    private final Map<String, Long> nanosByInterface = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Alert> consumer;
    private final Thread thread = new Thread(this::read, "bench-alerts");
    private volatile boolean closing;

    AlertTimes(KafkaSettings kafka, Topics topics) {
        Map<String, Object> settings = new HashMap<>(kafka.consumer("bench-alerts"));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), topics.alerts().values().deserializer());
        consumer.assign(consumer.partitionsFor(topics.alerts().name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toList()));
        thread.setDaemon(true);
        thread.start();
    }

    /** {@link System#nanoTime()} of the first alert, null while there is none. */
    Long of(String interfaceId) {
        return nanosByInterface.get(interfaceId);
    }

    int size() {
        return nanosByInterface.size();
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<String, Alert> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    nanosByInterface.putIfAbsent(record.value().place().interfaceId(), System.nanoTime());
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
