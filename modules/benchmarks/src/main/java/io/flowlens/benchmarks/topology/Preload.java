package io.flowlens.benchmarks.topology;

import io.flowlens.benchmarks.input.Envelope;
import io.flowlens.benchmarks.input.Envelopes;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.EstateInventory;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills the topics that a topology reads. */
final class Preload {

    private static final long SEED = 20_261_126;

    private final Estate estate;
    private final Topics topics;
    private final KafkaSettings kafka;

    /** What was written to {@code vpc.flow-logs}. */
    record Written(long lines, long bytes) {}

    Preload(Estate estate, Topics topics, KafkaSettings kafka) {
        this.estate = estate;
        this.topics = topics;
        this.kafka = kafka;
    }

    void inventory() {
        try (Producer<String, byte[]> producer = producer()) {
            new EstateInventory(estate, record -> producer.send(record.to(topics.inventory()))).publish();
        }
    }

    /** Batches of {@code from} to {@code to} lines of one interface. */
    Written batches(int lines, int from, int to) {
        Envelopes envelopes = new Envelopes(estate, SEED);
        long bytes = 0;
        int written = 0;
        try (Producer<String, byte[]> producer = producer()) {
            while (written < lines) {
                Envelope envelope = envelopes.next(from, to);
                bytes += send(producer, envelope, envelope.lines());
                written += envelope.lines().size();
            }
        }
        return new Written(written, bytes);
    }

    /** The same lines, one a record. */
    Written singles(int lines, int from, int to) {
        Envelopes envelopes = new Envelopes(estate, SEED);
        long bytes = 0;
        int written = 0;
        try (Producer<String, byte[]> producer = producer()) {
            while (written < lines) {
                Envelope envelope = envelopes.next(from, to);
                for (String line : envelope.lines()) {
                    bytes += send(producer, envelope, List.of(line));
                }
                written += envelope.lines().size();
            }
        }
        return new Written(written, bytes);
    }

    private int send(Producer<String, byte[]> producer, Envelope envelope, List<String> lines) {
        byte[] value = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.flowLogs().name(), envelope.key(), value);
        new FlowLogHeaders(
                        Estate.ACCOUNT,
                        Estate.REGION,
                        Estate.LOG_GROUP,
                        envelope.key() + "-all",
                        null,
                        envelope.eventTime(),
                        envelope.eventTime())
                .writeTo(record.headers());
        producer.send(record);
        return value.length;
    }

    private Producer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka.producer("preload"));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
