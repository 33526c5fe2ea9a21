package io.flowlens.topology;

import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.Meters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology at default tolerances, fed record by record; what it writes is read as bytes. */
final class RecordedTopology implements AutoCloseable {

    static final JudgeConfig JUDGE = JudgeConfig.DEFAULT;

    private final Topics topics = Topics.withDefaults();
    private final Meters meters = new Meters();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> flowLogs;
    private final TestInputTopic<String, byte[]> inventory;
    private final TestOutputTopic<String, byte[]> rejects;

    RecordedTopology(Path stateDir, Instant now) {
        TopologySettings settings = new TopologySettings(
                stateDir, 1, JUDGE, TopologySettings.DEFAULT_QUIET_AFTER, AlertRules.USUAL, false, Duration.ZERO);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                topics.applicationId(),
                StreamsConfig.STATE_DIR_CONFIG,
                stateDir.toString()));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        driver = new TopologyTestDriver(new RejectTopology(topics, settings, meters, clock).build(), properties);
        flowLogs = driver.createInputTopic(topics.flowLogs().name(), new StringSerializer(), new ByteArraySerializer());
        inventory =
                driver.createInputTopic(topics.inventory().name(), new StringSerializer(), new ByteArraySerializer());
        rejects = driver.createOutputTopic(
                topics.rejects().name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Learns one more record of {@code vpc.inventory}. */
    void learn(ProducerRecord<String, byte[]> record) {
        Instant time = Instant.ofEpochMilli(record.timestamp() == null ? 0 : record.timestamp());
        inventory.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), time));
    }

    /** Judges one record of {@code vpc.flow-logs}, appended an hour after its newest flow. */
    void judge(String interfaceId, long eventSeconds, String... lines) {
        RecordHeaders headers = new RecordHeaders();
        new FlowLogHeaders("123456789012", "us-east-1", "group", "stream", null, eventSeconds * 1_000, -1)
                .writeTo(headers);
        byte[] value = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        flowLogs.pipeInput(new TestRecord<>(interfaceId, value, headers, Instant.ofEpochSecond(eventSeconds + 3_600)));
    }

    /** The values of {@code vpc.rejects} since the last call, as they were written. */
    List<String> rejects() {
        return rejects.readValuesToList().stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    Reject read(String json) {
        return topics.rejects()
                .values()
                .deserializer()
                .deserialize(topics.rejects().name(), json.getBytes(StandardCharsets.UTF_8));
    }

    String scrape() {
        return meters.scrape("text/plain; version=0.0.4; charset=utf-8");
    }

    @Override
    public void close() {
        driver.close();
        meters.close();
    }
}
