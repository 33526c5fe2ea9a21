package io.flowlens.benchmarks.input;

import io.flowlens.service.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts the records of a {@link Preload} into their topics; they are there once it is closed. */
public final class TopicSink implements Consumer<ProducerRecord<String, byte[]>>, AutoCloseable {

    private final Producer<String, byte[]> producer;

    public TopicSink(KafkaSettings kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.producer("preload"));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void accept(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
