package io.flowlens.console;

import static org.awaitility.Awaitility.await;

import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.Json;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker, what is written to it, and the consoles that read it. */
final class TestKafka implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Meters meters = new Meters();
    private final List<ConsoleService> consoles = new ArrayList<>();
    private final KafkaBroker broker;
    private final KafkaSettings kafka;
    private final KafkaProducer<String, byte[]> producer;

    TestKafka(Path data) {
        broker = KafkaBroker.start(data.resolve("kafka"), 0);
        kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        producer = new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
    }

    /** Creates the topics of a prefix. */
    Topics topics(String prefix) {
        Topics topics = new Topics(prefix, 2);
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), PATIENCE)) {
            admin.createMissing(topics);
        }
        return topics;
    }

    void network(Topics topics, List<InventoryRecord> network) {
        network.forEach(record -> producer.send(record.to(topics.inventory())));
        producer.flush();
    }

    void alerts(Topics topics, Alert... alerts) {
        for (Alert alert : alerts) {
            byte[] json = Json.text(alert).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topics.alerts().name(), alert.fingerprint(), json));
        }
        producer.flush();
    }

    /** Lines as the interface of web wrote them. */
    void flows(Topics topics, String... lines) {
        for (String line : lines) {
            byte[] batch = line.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topics.flowLogs().name(), "eni-web", batch));
        }
        producer.flush();
    }

    /** Has read all there is. */
    ConsoleService console(ConsoleSettings settings, Topics topics) {
        ConsoleService console = new ConsoleService(settings, kafka, topics, meters);
        consoles.add(console);
        console.start();
        await().atMost(PATIENCE).until(() -> console.health().ready());
        return console;
    }

    @Override
    public void close() {
        consoles.forEach(ConsoleService::close);
        producer.close();
        broker.close();
        meters.close();
    }
}
