package io.flowlens.benchmarks.topology;

import io.flowlens.benchmarks.race.CpuClock;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Runs a Kafka Streams application from the beginning of its topic to the end, exactly once, with the settings of the
 * product. What is measured begins when a tenth is done, so that starting, joining and reading the inventory do not count.
 */
public final class Drain {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final KafkaSettings kafka;
    private int runs;

    /**
     * @param share of the topic that was measured
     * @param cpuSeconds of the whole process
     */
    public record Measured(double share, double cpuSeconds, double wallSeconds) {}

    public Drain(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @param done how much of {@code total} the topology has read */
    Measured run(String name, Topology topology, LongSupplier done, long total)
            throws IOException, InterruptedException {
        Path stateDir = Files.createTempDirectory("flowlens-bench-state");
        System.gc();
        try (KafkaStreams streams = new KafkaStreams(topology, properties(name + "-" + ++runs, stateDir))) {
            streams.start();
            long begun = await(done, total / 10);
            double cpu = CpuClock.seconds();
            long wall = System.nanoTime();
            long ended = await(done, total);
            return new Measured(
                    (double) (ended - begun) / total, CpuClock.seconds() - cpu, (System.nanoTime() - wall) / 1e9);
        } finally {
            delete(stateDir);
        }
    }

    private static long await(LongSupplier done, long goal) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (done.getAsLong() < goal) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only %d of %d came through".formatted(done.getAsLong(), goal));
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return done.getAsLong();
    }

    private Properties properties(String applicationId, Path stateDir) {
        TopologySettings settings = new TopologySettings(
                stateDir, 1, JudgeConfig.DEFAULT, TopologySettings.DEFAULT_QUIET_AFTER, AlertRules.USUAL);
        Properties properties = TopologyService.properties(Topics.withDefaults(), kafka, settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId);
        return properties;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
