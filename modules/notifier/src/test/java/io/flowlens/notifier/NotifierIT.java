package io.flowlens.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.notifier.channel.ChannelsFile;
import io.flowlens.notifier.channel.StubReceiver;
import io.flowlens.notifier.channel.Surroundings;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.Json;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The notifier on a real broker, before receivers on loopback. */
class NotifierIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), 4, Duration.ofMinutes(1));
    private static final String A = "aaaaaaaaaaaaaaaa";
    private static final String B = "bbbbbbbbbbbbbbbb";

    @TempDir
    static Path data;

    private static KafkaBroker broker;

    private final StubReceiver receiver = new StubReceiver(body -> StubReceiver.status("200", "ok"));
    private final List<Alert> screen = Collections.synchronizedList(new ArrayList<>());
    private final List<NotifierService> running = new ArrayList<>();
    private KafkaSettings kafka;
    private Topics topics;
    private KafkaProducer<String, Alert> producer;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(data.resolve("kafka"), 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        topics = new Topics(test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT) + ".", 2);
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), PATIENCE)) {
            admin.createMissing(topics);
        }
        producer = new KafkaProducer<>(
                kafka.producer("test"),
                new StringSerializer(),
                topics.alerts().values().serializer());
    }

    @AfterEach
    void stop() {
        running.forEach(NotifierService::close);
        producer.close();
        receiver.close();
    }

    @Test
    void repeatsNothingThatWasAcknowledgedAndMissesNothing() throws Exception {
        NotifierService first = start(webhook("hook"));
        write(Alerts.firing(A), Alerts.firing(B));
        awaitTold(2);
        first.close();
        write(Alerts.firing(A, "web", 7), Alerts.verified(A));

        start(webhook("hook"));

        awaitTold(3);
        write(Alerts.quiet(B));
        awaitTold(4);
        assertThat(told())
                .containsExactlyInAnyOrder(A + " firing", B + " firing", A + " resolved", B + " resolved")
                .containsSubsequence(A + " firing", A + " resolved")
                .containsSubsequence(B + " firing", B + " resolved");
    }

    @Test
    void tellsAtTheFirstStartOnlyWhatFires() throws Exception {
        write(Alerts.firing(A), Alerts.verified(A), Alerts.firing(B, "web", 1), Alerts.firing(B, "web", 2));

        start(webhook("hook"));

        awaitTold(1);
        write(Alerts.firing(A));
        awaitTold(2);
        assertThat(told()).containsExactly(B + " firing", A + " firing");
    }

    @Test
    void aChannelThatHangsHoldsUpNoOther() throws Exception {
        receiver.answer(body -> null);
        start(webhook("hanging") + ", {\"name\": \"screen\", \"type\": \"terminal\"}");

        write(Alerts.firing(A), Alerts.firing(B));

        await().atMost(PATIENCE).until(() -> screen.size() == 2);
        assertThat(told()).hasSize(1);
        receiver.close(); // so that nobody waits for it at the end
    }

    @Test
    void triesAgainInOrderWhileOthersPassAndBuriesWhatIsRefused() throws Exception {
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        receiver.answer(body -> {
            if (body.contains(A) && failed.size() < 3) {
                failed.add(body);
                return StubReceiver.status("503", "later");
            }
            return StubReceiver.status(body.contains(B) ? "400" : "200", "no such thing");
        });
        start(webhook("hook"));

        write(Alerts.firing(A), Alerts.verified(A), Alerts.firing(B));

        ConsumerRecord<byte[], byte[]> buried = awaitDeadLetter();
        assertThat(DeadLetters.reason(buried.headers())).isEqualTo("notification-webhook");
        assertThat(DeadLetters.detail(buried.headers())).contains("channel hook", "answered 400", "no such thing");
        assertThat(buried.key()).asString().isEqualTo(B);
        awaitTold(6);
        assertThat(told().stream().filter(what -> what.startsWith(A)))
                .containsExactly(A + " firing", A + " firing", A + " firing", A + " firing", A + " resolved");
        assertThat(receiver.webhookIds()).hasSize(3);
    }

    @Test
    void givesUpInTheEndAndTellsAgainWhileItFires() throws Exception {
        receiver.answer(body -> StubReceiver.status("500", "broken"));
        start(webhook("hook"));
        write(Alerts.firing(A, "web", 1));
        assertThat(DeadLetters.detail(awaitDeadLetter().headers())).contains("given up", "answered 500");
        receiver.answer(body -> StubReceiver.status("200", "ok"));

        write(Alerts.firing(A, "web", 2));

        awaitTold(QUICK.attempts() + 1);
    }

    @Test
    void severalNotifiersShareTheWorkAndTakeOverFromEachOther() throws Exception {
        NotifierService one = start(webhook("hook"));
        start(webhook("hook"));
        writeMany(0, 20);
        awaitTold(20);

        writeMany(20, 40);
        one.close();
        writeMany(40, 60);

        awaitTold(60);
        assertThat(told()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoAlertIsADeadLetterAndStopsNothing() throws Exception {
        start(webhook("hook"));
        try (var bytes = new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new StringSerializer())) {
            bytes.send(new ProducerRecord<>(topics.alerts().name(), A, "nonsense"))
                    .get();
        }

        write(Alerts.firing(A));

        awaitTold(1);
        assertThat(new String(awaitDeadLetter().value(), StandardCharsets.UTF_8))
                .isEqualTo("nonsense");
    }

    private String webhook(String name) {
        return """
                {"name": "%s", "type": "webhook", "url": "%s", "allowPrivate": true, "secrets": ["${env:HOOK}"]}""".formatted(name, receiver.url());
    }

    private NotifierService start(String channels) throws IOException {
        Path file = Files.writeString(data.resolve("channels.json"), "{\"channels\": [" + channels + "]}");
        ChannelsFile read = ChannelsFile.read(file, name -> "c2VjcmV0IG9mIHR3ZW50eS1mb3VyIGJ5dGVz");
        NotifierService service = new NotifierService(
                new NotifierSettings(read.channels(), new Surroundings(null, screen::add, Clock.systemUTC()), QUICK),
                kafka,
                topics,
                new Meters());
        running.add(service);
        service.start();
        await().atMost(PATIENCE).until(() -> service.health().ready());
        return service;
    }

    private void write(Alert... alerts) throws Exception {
        for (Alert alert : alerts) {
            producer.send(new ProducerRecord<>(topics.alerts().name(), alert.fingerprint(), alert))
                    .get();
        }
    }

    private void writeMany(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            write(Alerts.firing("%016x".formatted(i)));
        }
    }

    private void awaitTold(int messages) {
        await().atMost(PATIENCE).until(() -> receiver.bodies().size() >= messages);
    }

    /** {@code fingerprint status} of every message that reached the receiver. */
    private List<String> told() {
        return receiver.bodies().stream()
                .map(NotifierIT::alert)
                .map(alert -> alert.path("fingerprint").asText() + " "
                        + alert.path("status").asText())
                .toList();
    }

    private static JsonNode alert(String body) {
        try {
            return Json.mapper().readTree(body).path("alerts").path(0);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private ConsumerRecord<byte[], byte[]> awaitDeadLetter() {
        try (var consumer =
                new KafkaConsumer<>(kafka.consumer("test"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topics.deadLetters().name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }
}
