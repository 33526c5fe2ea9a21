package io.flowlens.provisioner.inventory;

import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.InventoryHint;
import io.flowlens.topics.InventoryMark;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes records to the inventory topic and knows which of them the brokers have. */
final class InventoryWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 << 20;
    private static final int RECORD_BYTES = 4 << 20;
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics producerMeters;
    private final Topic<String, byte[]> topic;

    InventoryWriter(KafkaSettings kafka, Topic<String, byte[]> topic, Meters meters) {
        Map<String, Object> settings = kafka.producer("flowlens-inventory-writer");
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() / 2);
        this.producer = new KafkaProducer<>(
                settings, topic.keys().serializer(), topic.values().serializer());
        this.producerMeters = meters.watch(producer);
        this.topic = topic;
    }

    /**
     * Writes them in order; {@code written} hears of each that the brokers have.
     *
     * @throws KafkaException when one could not be written within half a minute; those after it were tried too
     */
    void write(List<InventoryRecord> records, Consumer<InventoryRecord> written) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (InventoryRecord record : records) {
            sent.add(producer.send(record.to(topic)));
        }
        producer.flush();
        KafkaException failure = null;
        for (int i = 0; i < sent.size(); i++) {
            try {
                await(sent.get(i));
                written.accept(records.get(i));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** @throws KafkaException when it could not be written within half a minute */
    void write(InventoryMark mark) {
        write(mark.to(topic));
    }

    /** @throws KafkaException when it could not be written within half a minute */
    void write(InventoryHint hint) {
        write(hint.to(topic));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        producer.flush();
        await(sent);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producerMeters.close();
        producer.close(CLOSE);
    }
}
