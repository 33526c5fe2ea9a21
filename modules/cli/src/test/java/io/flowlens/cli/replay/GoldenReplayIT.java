package io.flowlens.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.cli.CommandLineRun;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.recording.Player;
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
import java.util.stream.Stream;
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

    /** With one partition and one thread as fast as it goes, and with four, three and a clock. */
    @Test
    void theSameRecordingGivesTheSameAlertsAndRejectsByteForByte() throws IOException {
        Topics one = judgeWithOneOfEach();
        List<String> alerts = values(one.alerts());
        List<String> rejects = values(one.rejects());

        CommandLineRun run = replay(
                "--prefix",
                "other.",
                "--threads",
                "3",
                "--speed",
                "60x",
                "-o",
                file("alerts.jsonl"),
                "--rejects",
                file("rejects.jsonl"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("[\\d,]+ lines judged in .* lines/s\n\\d+ alerts fired; at the end \\d+ firing");
        assertThat(alerts).hasSizeGreaterThan(100);
        assertSame(Files.readAllLines(Path.of(file("alerts.jsonl"))), alerts);
        assertSame(Files.readAllLines(Path.of(file("rejects.jsonl"))), rejects);
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN.resolve("alerts.jsonl"), alerts);
            Files.write(GOLDEN.resolve("rejects.jsonl"), rejects);
        }
        assertSame(alerts, Files.readAllLines(GOLDEN.resolve("alerts.jsonl")));
        assertSame(rejects, Files.readAllLines(GOLDEN.resolve("rejects.jsonl")));
        showsWhatOtherRulesChange();
    }

    /** Under the same prefix: what the replay before left there is replaced. */
    private void showsWhatOtherRulesChange() throws IOException {
        Path rules = Files.writeString(data.resolve("rules.json"), """
                {"kinds":{"broken-path":{"severity":"warning"}},
                 "exceptions":[{"reason":"ours","cidr":"192.0.2.9/32"}]}""");

        CommandLineRun run = replay(
                "--prefix", "other.", "--rules", rules.toString(), "--diff", file("alerts.jsonl"), "--exit-code");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("    severity critical -> warning")
                .containsPattern("- .*port-scan: ")
                .containsPattern("\n[1-9]\\d* alerts as before, 0 more, [1-9]\\d* fewer, [1-9]\\d* otherwise\n");
    }

    @Test
    void whatIsWholeOfADamagedRecordingIsUsedOnlyWhenAsked() throws IOException {
        byte[] whole = Files.readAllBytes(recording);
        Path damaged = Files.write(data.resolve("damaged.flr"), Arrays.copyOf(whole, whole.length - 10));

        CommandLineRun refused = CommandLineRun.of("replay", damaged.toString());
        CommandLineRun allowed = CommandLineRun.of("replay", damaged.toString(), "--allow-truncated");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).containsPattern("damaged.flr: byte \\d+: the frame that begins here is cut off");
        assertThat(allowed.err()).contains("records before it are used");
        assertThat(allowed.out()).contains("lines judged in");
        assertThat(allowed.exitCode()).isZero();
    }

    /** What was recorded once more is what was played, whatever partitions it stood in; and a killed recording becomes the same. */
    @Test
    void aRecordingOfWhatWasPlayedIsTheSameAgain() throws IOException {
        play();
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
        aSpanOfTheTopicsIsJudgedLikeARecordingOfIt();
        anAnonymousOneHasTheSameCauses();
        aChangeMeansTheSameToTheLiveTopics();
    }

    private void aChangeMeansTheSameToTheLiveTopics() {
        CommandLineRun live = run(
                List.of("whatif", "--topic-prefix", "source."),
                "--remove",
                "sgr-0a",
                "--since",
                "2026-01-31T00:00:00Z");

        assertThat(live.err()).isEmpty();
        assertThat(live.out())
                .contains("WOULD BE REJECTED")
                .isEqualTo(CommandLineRun.of("whatif", "--remove", "sgr-0a", "--recording", recording.toString())
                        .out());
    }

    /** And who is named hears of it, once; a replay of the same under another prefix differs in nothing. */
    private void aSpanOfTheTopicsIsJudgedLikeARecordingOfIt() throws IOException {
        Path channels = Files.writeString(
                data.resolve("channels.json"), "{\"channels\":[{\"name\":\"screen\",\"type\":\"terminal\"}]}");
        List<String> span = List.of("replay", "--since", "2026-01-31T00:00:00Z", "--topic-prefix", "source.");

        CommandLineRun told = run(with(span, "--prefix", "span.", "--notify", channels.toString()));
        CommandLineRun differs = run(with(span, "--prefix", "spin.", "--diff", "span.", "--exit-code"));

        assertThat(told.err()).isEmpty();
        assertThat(told.out()).containsPattern("FIRING +broken-path: app-\\d").contains("RESOLVED");
        assertThat(differs.out())
                .contains(" alerts as before, 0 more, 0 fewer, 0 otherwise")
                .doesNotContain("FIRING");
        assertThat(differs.exitCode()).isZero();
    }

    private static List<String> with(List<String> command, String... options) {
        return Stream.concat(command.stream(), Stream.of(options)).toList();
    }

    private void anAnonymousOneHasTheSameCauses() throws IOException {
        Path anonymous = data.resolve("anonymous.flr");
        assertThat(record(anonymous, "--since", "2026-01-31T00:00:00Z", "--anonymize")
                        .exitCode())
                .isZero();
        String texts = String.join("\n", texts(anonymous));
        assertThat(texts)
                .doesNotContain("10.20.", "203.0.113.", "192.0.2.9", "123456789012", "web", "private 1", "blue");

        Path alerts = data.resolve("anonymous.jsonl");
        run(List.of("replay", anonymous.toString(), "--prefix", "anonymous.", "-o", alerts.toString()));

        assertThat(causes(alerts)).hasSizeGreaterThan(100).isEqualTo(causes(GOLDEN.resolve("alerts.jsonl")));
    }

    /** What is told of the alerts but for names: sorted, since fingerprints are others. */
    private static List<String> causes(Path alerts) throws IOException {
        return Files.readAllLines(alerts).stream()
                .map(line -> AlertStory.parse(line.getBytes(StandardCharsets.UTF_8)))
                .map(alert -> "%s %s %s %s %s %s %s"
                        .formatted(
                                alert.kind(),
                                AlertStory.end(alert),
                                alert.severity(),
                                alert.activity().counts(),
                                alert.activity().since(),
                                alert.diagnosis() == null
                                        ? ""
                                        : alert.diagnosis().code(),
                                alert.changedAt()))
                .sorted()
                .toList();
    }

    @Test
    void neverTouchesTopicsThatAreOfNoReplay() {
        create(new Topics("live.", 1));

        assertThat(replay("--prefix", "live.").err()).contains("the topics under the prefix live. are of no replay");
        assertThat(replay("--prefix", "vpc.").exitCode()).isEqualTo(2);
        assertThat(replay("--since", "1h").exitCode()).isEqualTo(2);
    }

    private Topics judgeWithOneOfEach() {
        Topics topics = Topics.ofReplay("one.", 1);
        TopologySettings settings = new TopologySettings(
                data.resolve("state"),
                1,
                JudgeConfig.DEFAULT,
                TopologySettings.DEFAULT_QUIET_AFTER,
                AlertRules.USUAL,
                true);
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED)) {
            new Replay(kafka, topics, settings, Speed.MAX).run(reader, 1);
        }
        return topics;
    }

    private void play() {
        Topics topics = Topics.ofReplay("source.", 4);
        create(topics);
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED);
                Player player = new Player(reader, topics, kafka.producer("test"), Speed.MAX)) {
            player.playInventory();
            player.playFlowLogs(done -> {});
        }
    }

    private void create(Topics topics) {
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), Duration.ofSeconds(30))) {
            admin.createMissing(topics);
        }
    }

    private CommandLineRun replay(String... args) {
        return run(List.of("replay", recording.toString()), args);
    }

    private CommandLineRun record(Path file, String... args) {
        return run(List.of("record", "--topic-prefix", "source.", "-o", file.toString()), args);
    }

    private CommandLineRun run(List<String> command, String... args) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static String file(String name) {
        return data.resolve(name).toString();
    }

    private List<String> values(Topic<String, ?> topic) {
        List<String> values = new ArrayList<>();
        try (KeyedRecords records = KeyedRecords.of(kafka, topic)) {
            records.forEach(value -> values.add(new String(value, StandardCharsets.UTF_8)));
        }
        return values;
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
}
