package io.flowlens.benchmarks.latency;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.broker.BrokerProcess;
import io.flowlens.benchmarks.input.Envelope;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.EstateInventory;
import io.flowlens.benchmarks.input.FlowLines;
import io.flowlens.benchmarks.input.Traffic;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.flowlog.Format;
import io.flowlens.ingester.IngesterService;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.ingester.kinesis.KinesisSource;
import io.flowlens.ingester.source.Source;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How long it takes from a put to Kinesis until the alert can be read, at 1,000 lines a second and default settings. */
public final class LatencyBenchmark implements Benchmark {

    private static final int INTERFACES = 4_000;
    private static final int LINES_PER_PUT = 100;
    private static final Duration BETWEEN_PUTS = Duration.ofMillis(100);
    /** What comes while the code is still cold does not count. */
    private static final int WARMUP_PUTS = 150;

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ALERTS_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long SEED = 20_261_127;

    private final Estate estate = new Estate(INTERFACES);
    private final Traffic traffic = new Traffic(estate, SEED);
    private final FlowLines writer = new FlowLines(estate, Format.DEFAULT);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String describe() {
        return "From a put to Kinesis to the alert in Kafka, 1,000 lines a second, default settings; one round.";
    }

    @Override
    public int defaultLines() {
        return 75_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        int puts = Math.min(INTERFACES, WARMUP_PUTS + Math.max(1, options.lines() / LINES_PER_PUT - WARMUP_PUTS));
        try (BrokerProcess broker = BrokerProcess.start();
                FlowLogStream stream = new FlowLogStream();
                Meters meters = new Meters()) {
            Topics topics = broker.createTopics(Topics.DEFAULT_PREFIX);
            publishInventory(broker, topics);
            List<Service> services = services(broker, stream, topics, meters);
            try (AlertTimes alerts = new AlertTimes(broker.kafka(), topics)) {
                services.forEach(Service::start);
                await(
                        READY_WITHIN,
                        "a ready pipeline",
                        () -> services.stream()
                                .allMatch(service -> service.health().ready()));
                return report(latencies(put(stream, puts), alerts), out);
            } finally {
                services.forEach(Service::close);
            }
        }
    }

    private List<Service> services(BrokerProcess broker, FlowLogStream stream, Topics topics, Meters meters)
            throws Exception {
        Path stateDir = Files.createTempDirectory("flowlens-bench-state");
        stateDir.toFile().deleteOnExit();
        Source source =
                new KinesisSource(stream.client(), KinesisSettings.of(FlowLogStream.NAME), meters, Clock.systemUTC());
        TopologySettings settings = new TopologySettings(
                stateDir, 1, JudgeConfig.DEFAULT, TopologySettings.DEFAULT_QUIET_AFTER, AlertRules.USUAL);
        return List.of(
                new IngesterService(
                        IngesterSettings.of(Estate.REGION), List.of(source), broker.kafka(), topics, meters),
                new TopologyService(topics, broker.kafka(), settings, meters));
    }

    private void publishInventory(BrokerProcess broker, Topics topics) {
        try (var producer = new KafkaProducer<>(
                broker.kafka().producer("bench-inventory"), new StringSerializer(), new ByteArraySerializer())) {
            new EstateInventory(estate, record -> producer.send(record.to(topics.inventory()))).publish();
        }
    }

    /** Puts at the pace whatever a put takes; answers by interface when each put began. */
    private Map<String, Long> put(FlowLogStream stream, int puts) {
        Map<String, Long> begun = new LinkedHashMap<>();
        long next = System.nanoTime();
        for (int nic = 0; nic < puts; nic++) {
            Envelope envelope = envelope(nic);
            byte[] packed = envelope.packed();
            LockSupport.parkNanos(next - System.nanoTime());
            next += BETWEEN_PUTS.toNanos();
            begun.put(envelope.key(), System.nanoTime());
            stream.put(envelope.key(), packed);
        }
        return begun;
    }

    /** Each put is of another interface, on which a path is broken. */
    private Envelope envelope(int nic) {
        long begin = Traffic.BEGIN + nic / 10;
        traffic.at(begin);
        List<String> lines = new ArrayList<>(LINES_PER_PUT);
        lines.add(writer.line(traffic.brokenPath(nic)));
        while (lines.size() < LINES_PER_PUT) {
            lines.add(writer.line(traffic.next(nic)));
        }
        return new Envelope(estate.interfaceId(nic), lines, begin, (long) nic * LINES_PER_PUT);
    }

    /** Milliseconds, sorted, of the puts after the warm-up. */
    private static List<Double> latencies(Map<String, Long> begun, AlertTimes alerts) throws InterruptedException {
        await(ALERTS_WITHIN, "an alert for every put", () -> alerts.size() == begun.size());
        return begun.entrySet().stream()
                .skip(WARMUP_PUTS)
                .map(put -> (alerts.of(put.getKey()) - put.getValue()) / 1e6)
                .sorted()
                .toList();
    }

    private static Ratios report(List<Double> millis, PrintStream out) {
        double p50 = quantile(millis, 0.5);
        double p99 = quantile(millis, 0.99);
        new Table("put to alert", "ms")
                .row("p50", Table.number(p50))
                .row("p90", Table.number(quantile(millis, 0.9)))
                .row("p99", Table.number(p99))
                .row("longest", Table.number(quantile(millis, 1)))
                .row("puts", Integer.toString(millis.size()))
                .print(out);
        return new Ratios().put("p50Millis", p50).put("p99Millis", p99);
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static void await(Duration limit, String what, java.util.function.BooleanSupplier done)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited %d s in vain for %s".formatted(limit.toSeconds(), what));
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
