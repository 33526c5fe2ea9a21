package io.flowlens.benchmarks.intake;

import io.flowlens.benchmarks.race.Contender;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what is unpacked already, in transactions as large as those of the ingester and with its settings. */
final class ProducerAlone implements Contender, AutoCloseable {

    private static final int TRANSACTION_BYTES = 8 << 20;

    private final List<PackedBatch> batches;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    ProducerAlone(List<PackedBatch> batches, KafkaSettings kafka, Topics topics) {
        this.batches = batches;
        this.topic = topics.flowLogs().name();
        Map<String, Object> settings = new HashMap<>(kafka.producer("producer-alone"));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "producer-alone");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    @Override
    public String name() {
        return "producer alone";
    }

    @Override
    public long run() {
        long lines = 0;
        long bytes = 0;
        producer.beginTransaction();
        for (PackedBatch batch : batches) {
            if (bytes > TRANSACTION_BYTES) {
                producer.commitTransaction();
                producer.beginTransaction();
                bytes = 0;
            }
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, batch.key().getBytes(StandardCharsets.UTF_8), batch.value());
            batch.headers().writeTo(record.headers());
            producer.send(record);
            bytes += batch.value().length;
            lines += batch.lines();
        }
        producer.commitTransaction();
        return lines;
    }

    @Override
    public void close() {
        producer.close();
    }
}
