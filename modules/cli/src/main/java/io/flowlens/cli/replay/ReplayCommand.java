package io.flowlens.cli.replay;

import io.flowlens.cli.AlertOptions;
import io.flowlens.cli.Channels;
import io.flowlens.cli.DataFolder;
import io.flowlens.cli.InterruptLatch;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.cli.SpanOptions;
import io.flowlens.cli.Usage;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Check;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.recording.Speed;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import io.flowlens.topology.TopologySettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowlens replay}: judges what was recorded once more. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges recorded flow logs once more, by the network as it was, and shows which alerts come of it.",
            "Runs on a Kafka broker of its own, on this machine, that is gone at the end: nothing live is touched, and"
                    + " nobody is told but whom --notify names. The same recording always gives the same alerts and rejects, byte for byte."
        },
        footer = {
            "",
            "Examples:",
            "  flowlens replay incident.flr                          on a laptop: no cluster needed",
            "  flowlens replay incident.flr --rules new.json --diff alerts.jsonl     what other rules change",
            "  flowlens replay --since 24h -o alerts.jsonl           the last day of the live topics",
            "  flowlens replay incident.flr --prefix vpc.replay.     results stay on the cluster"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int DIFFERS = 3;
    private static final String OWN_PREFIX = "replay.";

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A recording of 'flowlens record'.")
    private Path file;

    @Mixin
    private SpanOptions span;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            order = 7,
            description = "max (default), or the pace of arrival times a number: 1x, 60x.")
    private String speed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            order = 8,
            description = "Threads that judge, up to " + Topics.DEFAULT_PARTITIONS + " (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--allow-truncated",
            order = 9,
            description = "Use what is whole of a damaged or unfinished recording; without it, it is refused.")
    private boolean allowTruncated;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 10,
            description = "Write every state of every alert there, a JSON line each, in a fixed order.")
    private Path output;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            order = 11,
            description = "Write the rejects there in the same way.")
    private Path rejects;

    @Option(
            names = "--diff",
            paramLabel = "OTHER",
            order = 12,
            description =
                    "Show what is alerted otherwise than in OTHER: a file of -o, written with other settings or by another"
                            + " version, or the prefix of another replay on the cluster (ends with a dot).")
    private String diff;

    @Option(
            names = "--exit-code",
            order = 13,
            description = "With --diff: exit with " + DIFFERS + " when anything differs.")
    private boolean exitCode;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            order = 14,
            description =
                    "Judge on the cluster of --bootstrap-server, in topics of this prefix, and keep the results there; a"
                            + " replay before it under this prefix is replaced.")
    private String prefix;

    @Option(
            names = "--notify",
            paramLabel = "CHANNELS",
            order = 15,
            description = "Tell the channels of this file of its alerts, as 'flowlens notify' does of live ones;"
                    + " without it, nobody is told.")
    private Path notify;

    @Mixin
    private AlertOptions alerts;

    @Mixin
    private KafkaOptions kafka;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkUsage();
        InterruptLatch latch = InterruptLatch.interrupting(Thread.currentThread());
        try (DataFolder data = DataFolder.temporary()) {
            return replay(data.path());
        } catch (InterruptException e) {
            Thread.interrupted(); // said, and obeyed
            spec.commandLine().getErr().println("interrupted; nothing of this replay counts: start it again");
            return ExitCode.SOFTWARE;
        } finally {
            latch.close(); // now the process may end: its temporary folder is gone
        }
    }

    private int replay(Path data) {
        Path recording = file == null ? LiveSpan.record(kafka, span, data.resolve("span.flr")) : file;
        Check check = RecordingReader.check(recording);
        if (check.damage().isPresent()) {
            if (!allowTruncated) {
                throw check.damage().get();
            }
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s%nonly the %,d records before it are used%n",
                            check.damage().get().getMessage(), check.records());
        }
        if (prefix != null) {
            return judge(recording, check, kafka.settings(), Topics.ofReplay(prefix, Topics.DEFAULT_PARTITIONS), data);
        }
        try (KafkaBroker broker = KafkaBroker.start(data.resolve("kafka"), 0)) {
            KafkaSettings own = KafkaSettings.of(broker.bootstrapServers(), Map.of());
            return judge(recording, check, own, Topics.ofReplay(OWN_PREFIX, Topics.DEFAULT_PARTITIONS), data);
        }
    }

    private int judge(Path recording, Check check, KafkaSettings on, Topics topics, Path data) {
        TopologySettings settings = Usage.check(
                spec,
                () -> new TopologySettings(
                        data.resolve("state"),
                        threads,
                        JudgeConfig.DEFAULT,
                        alerts.quietAfter(),
                        alerts.rules(),
                        true));
        Replay replay = new Replay(on, topics, settings, Usage.check(spec, () -> Speed.parse(speed)));
        if (notify != null) {
            replay.telling(new Channels(spec, null).settings(notify));
        }
        Replay.Judged judged;
        try (RecordingReader reader =
                RecordingReader.open(recording, allowTruncated ? Damage.ALLOWED : Damage.REFUSED)) {
            judged = replay.run(reader, check.records());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%,d lines judged in %.1f s, %,.0f lines/s%n",
                judged.lines(), judged.nanos() / 1e9, judged.linesPerSecond());
        if (rejects != null) {
            try (KeyedRecords records = KeyedRecords.of(on, topics.rejects())) {
                Results.write(records, rejects);
            }
        }
        try (KeyedRecords records = KeyedRecords.of(on, topics.alerts())) {
            return tell(records, out);
        }
    }

    private int tell(KeyedRecords records, PrintWriter out) {
        var ansi = spec.commandLine().getColorScheme().ansi();
        if (output != null) {
            Results.write(records, output);
        }
        if (diff == null) {
            Results.summarise(records, out, ansi);
            return ExitCode.OK;
        }
        try (KeyedRecords before = other()) {
            AlertDiff difference = new AlertDiff(before, records);
            difference.print(out, ansi);
            return exitCode && !difference.isEmpty() ? DIFFERS : ExitCode.OK;
        }
    }

    private KeyedRecords other() {
        return isFile(diff)
                ? Results.read(Path.of(diff))
                : KeyedRecords.of(kafka.settings(), new Topics(diff, Topics.DEFAULT_PARTITIONS).alerts());
    }

    private static boolean isFile(String name) {
        return !name.endsWith(".") || Files.exists(Path.of(name));
    }

    private void checkUsage() {
        if ((file == null) != span.hasSince()) {
            throw new ParameterException(
                    spec.commandLine(),
                    file == null ? "replay what? give a FILE, or --since" : "give a FILE or --since, not both");
        }
        span.checkBounded(spec);
        if (exitCode && diff == null) {
            throw new ParameterException(spec.commandLine(), "--exit-code needs --diff");
        }
        Usage.check(spec, () -> Speed.parse(speed));
        if (prefix != null) {
            Usage.check(spec, () -> Topics.ofReplay(prefix, Topics.DEFAULT_PARTITIONS));
            if (prefix.equals(kafka.topics().prefix())) {
                throw new ParameterException(
                        spec.commandLine(), "--prefix " + prefix + " is that of the live topics: choose another one");
            }
        }
        if (diff != null && isFile(diff) && !Files.isReadable(Path.of(diff))) {
            throw new ParameterException(spec.commandLine(), "--diff " + diff + " cannot be read");
        }
    }
}
