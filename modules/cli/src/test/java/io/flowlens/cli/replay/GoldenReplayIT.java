package io.flowlens.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.cli.CommandLineRun;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.recording.Speed;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topic;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The regression test of the whole topology: one recording, judged on a real broker, gives the alerts and rejects that are
 * checked in, byte for byte, however it is judged.
 *
 * <p>When the verdicts or alerts were meant to change, run it with {@code -Dgolden.update=true} and look at what changed in
 * {@code src/test/resources/io/flowlens/cli/replay}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenReplayIT {

    private static final Path GOLDEN = Path.of("src/test/resources/io/flowlens/cli/replay");

    @TempDir
    static Path data;

    private KafkaBroker broker;
    private KafkaSettings kafka;
    private Path recording;

    private record Results(List<String> alerts, List<String> rejects) {}

    @BeforeAll
    void start() {
        broker = KafkaBroker.start(data.resolve("kafka"), 0);
        kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        recording = GoldenRecording.write(data.resolve("golden.flr"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void theSameRecordingGivesTheSameAlertsAndRejectsByteForByte() throws IOException {
        Results one = replay("one.", 1, 1, Speed.MAX);
        Results other = replay("other.", 4, 3, Speed.parse("60x"));

        assertThat(one.alerts()).hasSizeGreaterThan(100);
        assertSame(other.alerts(), one.alerts());
        assertSame(other.rejects(), one.rejects());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.write(GOLDEN.resolve("alerts.jsonl"), one.alerts());
            Files.write(GOLDEN.resolve("rejects.jsonl"), one.rejects());
        }
        assertSame(one.alerts(), Files.readAllLines(GOLDEN.resolve("alerts.jsonl")));
        assertSame(one.rejects(), Files.readAllLines(GOLDEN.resolve("rejects.jsonl")));
    }

    /** What was recorded once more is what was played, whatever partitions it stood in; and a killed recording becomes the same. */
    @Test
    void aRecordingOfWhatWasPlayedIsTheSameAgain() throws IOException {
        replay("source.", 4, 1, Speed.MAX);
        Path again = data.resolve("again.flr");

        CommandLineRun run = record(again, "--since", "2026-01-31T00:00:00Z");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("again.flr: ", " records, ");
        assertSame(texts(again), texts(recording));
        byte[] whole = Files.readAllBytes(again);
        assertThat(record(again, "--since", "1h").err()).contains("is there already");
        Files.write(again, Arrays.copyOf(whole, whole.length - 100));
        assertThat(record(again, "--resume").exitCode()).isZero();
        assertThat(Files.readAllBytes(again)).isEqualTo(whole);
        assertThat(record(again, "--resume").err()).contains("nothing is missing");
    }

    private CommandLineRun record(Path file, String... args) {
        List<String> all = new ArrayList<>(List.of("record", "--bootstrap-server", broker.bootstrapServers()));
        all.addAll(List.of("--topic-prefix", "source.", "-o", file.toString()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static List<String> texts(Path file) {
        List<String> texts = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file, Damage.REFUSED)) {
            for (var record = reader.next(); record != null; record = reader.next()) {
                String value = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
                String topic = record.topic().substring(record.topic().indexOf('.'));
                texts.add(topic + " " + record.timestamp() + " " + Arrays.toString(record.key()) + " " + value
                        + List.of(record.headers().toArray()));
            }
        }
        return texts;
    }

    /** Shows the first line that differs, and not all of them. */
    private static void assertSame(List<String> actual, List<String> expected) {
        for (int line = 0; line < Math.min(actual.size(), expected.size()); line++) {
            assertThat(actual.get(line)).as("line %d", line + 1).isEqualTo(expected.get(line));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    private Results replay(String prefix, int partitions, int threads, Speed speed) {
        Topics topics = Topics.ofReplay(prefix, partitions);
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), Duration.ofSeconds(30))) {
            admin.createMissing(topics);
        }
        TopologySettings settings = new TopologySettings(
                data.resolve(prefix + "state"),
                threads,
                JudgeConfig.DEFAULT,
                TopologySettings.DEFAULT_QUIET_AFTER,
                AlertRules.USUAL,
                true);
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED)) {
            new Replay(kafka, topics, settings, speed).run(reader, 1);
        }
        return new Results(values(topics.alerts()), values(topics.rejects()));
    }

    private List<String> values(Topic<String, ?> topic) {
        List<String> values = new ArrayList<>();
        try (KeyedRecords records = KeyedRecords.of(kafka, topic)) {
            records.forEach((key, value) -> values.add(new String(value, StandardCharsets.UTF_8)));
        }
        return values;
    }
}
