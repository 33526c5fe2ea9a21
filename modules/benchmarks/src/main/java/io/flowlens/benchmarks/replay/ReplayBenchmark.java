package io.flowlens.benchmarks.replay;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.broker.BrokerProcess;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.Preload;
import io.flowlens.benchmarks.input.Preload.Written;
import io.flowlens.benchmarks.input.RecordingSink;
import io.flowlens.benchmarks.input.TopicSink;
import io.flowlens.benchmarks.race.CpuClock;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.benchmarks.topology.Drain;
import io.flowlens.benchmarks.topology.JudgedTopic;
import io.flowlens.cli.replay.Replay;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.recording.Speed;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologySettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replay costs, from the first byte of its recording to the last alert, beside the topology alone over a topic that
 * holds the same lines. All of the replay counts: making its topics, starting, the inventory.
 */
public final class ReplayBenchmark implements Benchmark {

    private static final int INTERFACES = 2_000;
    private static final int SMALLEST_BATCH = 100;
    private static final int LARGEST_BATCH = 500;
    /** The compiler is busy for the first ten million lines or so; the heap is looked at meanwhile, since each look costs. */
    private static final int WARMUPS = 3;

    private static final int WARMUP_LINES = 4_000_000;

    private final List<Standing> replays = new ArrayList<>();
    private final List<Standing> topologies = new ArrayList<>();

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String describe() {
        return "A recording judged once more at full speed, beside the topology alone over the same lines.";
    }

    @Override
    public int defaultLines() {
        return 20_000_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("flowlens-bench-replay");
        Path recording = folder.resolve("whole.flr");
        Path small = folder.resolve("warm-up.flr");
        try (BrokerProcess broker = BrokerProcess.start()) {
            Topics topics = broker.createTopics("judged.");
            Written lines = fill(broker, topics, options.lines());
            record(recording, options.lines());
            record(small, Math.min(WARMUP_LINES, options.lines()));
            Drain drain = new Drain(broker.kafka());
            double heap = warmUp(broker, small, folder);
            topology(drain, topics, lines);
            for (int round = 0; round < options.rounds(); round++) {
                add(replays, replay(broker, recording, folder));
                add(topologies, topology(drain, topics, lines));
            }
            return tell(heap, Files.size(recording) / (double) lines.lines(), out);
        } finally {
            Files.deleteIfExists(recording);
            Files.deleteIfExists(small);
            Files.deleteIfExists(folder);
        }
    }

    private static double warmUp(BrokerProcess broker, Path recording, Path folder) {
        try (LiveHeap heap = new LiveHeap()) {
            for (int round = 0; round < WARMUPS; round++) {
                replay(broker, recording, folder);
            }
            return heap.mostMebibytes();
        }
    }

    private Ratios tell(double heapMebibytes, double bytesPerLine, PrintStream out) {
        Standing replay = Standing.median(replays);
        Standing topology = Standing.median(topologies);
        out.println("CPU of the process that replays; the broker is another process");
        Table.of(List.of(replay, topology)).print(out);
        out.printf(
                "recording: %.1f bytes a line; heap after collections: %.0f MiB at most, over the warm-up%n%n",
                bytesPerLine, heapMebibytes);
        return new Ratios().put("topology", replay.over(topology)).put("heapMiB", heapMebibytes);
    }

    private static Written fill(BrokerProcess broker, Topics topics, int lines) {
        try (TopicSink sink = new TopicSink(broker.kafka())) {
            Preload preload = new Preload(new Estate(INTERFACES), topics, sink);
            preload.inventory();
            return preload.batches(lines, SMALLEST_BATCH, LARGEST_BATCH);
        }
    }

    private static void record(Path file, int lines) {
        Topics live = Topics.withDefaults();
        try (RecordingSink sink = new RecordingSink(file, live)) {
            Preload preload = new Preload(new Estate(INTERFACES), live, sink);
            preload.inventory();
            preload.batches(lines, SMALLEST_BATCH, LARGEST_BATCH);
        }
    }

    private static Standing replay(BrokerProcess broker, Path recording, Path folder) {
        TopologySettings settings = new TopologySettings(
                folder.resolve("state"),
                1,
                JudgeConfig.DEFAULT,
                TopologySettings.DEFAULT_QUIET_AFTER,
                AlertRules.USUAL,
                true);
        Replay replay =
                new Replay(broker.kafka(), Topics.ofReplay("replay.", Topics.DEFAULT_PARTITIONS), settings, Speed.MAX);
        double cpu = CpuClock.seconds();
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED)) {
            Replay.Judged judged = replay.run(reader, 0);
            return new Standing("replay", judged.lines() / (CpuClock.seconds() - cpu), judged.linesPerSecond());
        }
    }

    private static Standing topology(Drain drain, Topics topics, Written written) throws Exception {
        Drain.Measured measured = new JudgedTopic(topics, written).drain(drain);
        double lines = written.lines() * measured.share();
        return new Standing("topology alone", lines / measured.cpuSeconds(), lines / measured.wallSeconds());
    }

    private static void add(List<Standing> laps, Standing lap) {
        System.err.printf("%-16s %6.3f M lines/CPU s%n", lap.name(), lap.perCpuSecond() / 1e6);
        laps.add(lap);
    }
}
