package io.flowlens.notifier;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what could not be delivered to {@code vpc.dead-letters}. Used by many threads. */
final class Undelivered implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    Undelivered(KafkaSettings kafka, Topics topics) {
        producer = new KafkaProducer<>(
                kafka.producer("flowlens-notifier"), new ByteArraySerializer(), new ByteArraySerializer());
        topic = topics.deadLetters().name();
    }

    /**
     * Returns when Kafka has it.
     *
     * @throws KafkaException when it has not
     */
    void write(ConsumerRecord<String, byte[]> record, String reason, String detail) {
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, key, record.value());
        DeadLetters.describe(
                out.headers(), reason, record.topic() + "/" + record.partition(), Long.toString(record.offset()));
        DeadLetters.explain(out.headers(), detail);
        try {
            producer.send(out).get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot write to " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
