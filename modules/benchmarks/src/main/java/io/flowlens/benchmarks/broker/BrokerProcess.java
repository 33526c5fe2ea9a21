package io.flowlens.benchmarks.broker;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a broker as a child process, on loopback, with its data in a folder that is deleted at the end. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path data;
    private final String bootstrapServers;

    private BrokerProcess(Process process, Path data, String bootstrapServers) {
        this.process = process;
        this.data = data;
        this.bootstrapServers = bootstrapServers;
    }

    public static BrokerProcess start() throws IOException {
        Path data = Files.createTempDirectory("flowlens-bench-broker");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildMain.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String bootstrapServers = said.readLine();
        if (bootstrapServers == null) {
            throw new IOException("the broker did not start; its own words are above");
        }
        return new BrokerProcess(process, data, bootstrapServers);
    }

    public KafkaSettings kafka() {
        return KafkaSettings.of(bootstrapServers, Map.of());
    }

    /** Topics of their own for each contender. */
    public Topics createTopics(String prefix) {
        Topics topics = new Topics(prefix, Topics.DEFAULT_PARTITIONS);
        try (TopicAdmin admin = new TopicAdmin(kafka().admin("bench"), ANSWER_WITHIN)) {
            admin.createMissing(topics);
        }
        return topics;
    }

    /** CPU time of the broker since it began. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
