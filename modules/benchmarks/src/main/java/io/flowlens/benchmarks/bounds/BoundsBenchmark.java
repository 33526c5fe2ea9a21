package io.flowlens.benchmarks.bounds;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.broker.BrokerProcess;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.EstateInventory;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologyMeter;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import io.micrometer.core.instrument.Counter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A proof, not a race: the real topology on a real broker takes an hour of strangers, and what it keeps is weighed after a tenth
 * and at the end. Fails when a bound is broken.
 */
public final class BoundsBenchmark implements Benchmark {

    static final int INTERFACES = 200;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long MIB = 1 << 20;

    @Override
    public String name() {
        return "bounds";
    }

    @Override
    public String describe() {
        return "Proof that strangers, no two alike, make nothing grow: state, topics, series, heap; --lines, no rounds.";
    }

    @Override
    public int defaultLines() {
        return 10_000_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        Knocking knocking = new Knocking(new Estate(INTERFACES), options.lines());
        Path stateDir = Files.createTempDirectory("flowlens-bench-bounds");
        try (BrokerProcess broker = BrokerProcess.start();
                Meters meters = new Meters()) {
            Topics topics = broker.createTopics(Topics.DEFAULT_PREFIX);
            var settings = new TopologySettings(
                    stateDir, 1, JudgeConfig.DEFAULT, TopologySettings.DEFAULT_QUIET_AFTER, AlertRules.USUAL);
            try (TopologyService topology = new TopologyService(topics, broker.kafka(), settings, meters);
                    Producer<String, byte[]> producer = producer(broker.kafka());
                    Scales scales = new Scales(broker.kafka(), topics, meters)) {
                new EstateInventory(new Estate(INTERFACES), record -> producer.send(record.to(topics.inventory())))
                        .publish();
                topology.start();
                int tenth = knocking.batches() / 10;
                send(producer, topics, knocking, 0, tenth);
                Kept early = weigh(scales, meters, tenth);
                send(producer, topics, knocking, tenth, knocking.batches());
                Kept late = weigh(scales, meters, knocking.batches());
                return report(early, late, out);
            }
        }
    }

    private static Kept weigh(Scales scales, Meters meters, int batches) throws Exception {
        long pairs = (long) batches * Knocking.BATCH;
        Counter rejects = meters.counter(TopologyMeter.FLOW_RECORDS.spec(), "reject", "known");
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (rejects.count() < pairs) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only %.0f of %d were judged".formatted(rejects.count(), pairs));
            }
            Thread.sleep(200);
        }
        return scales.weigh(pairs, batches);
    }

    private static Ratios report(Kept early, Kept late, PrintStream out) {
        out.printf(
                "%d interfaces, one hour, batches of %d lines, no two lines with the same source and port%n",
                INTERFACES, Knocking.BATCH);
        kept(early, late).print(out);
        List<Bound> bounds = Bound.of(INTERFACES, early, late);
        Table table = new Table("bound", "measured", "most", "");
        bounds.forEach(bound -> table.row(
                bound.what(),
                String.valueOf(bound.measured()),
                String.valueOf(bound.most()),
                bound.isKept() ? "kept" : "BROKEN"));
        table.print(out);
        if (!bounds.stream().allMatch(Bound::isKept)) {
            throw new IllegalStateException("a bound is broken, see the table");
        }
        return new Ratios()
                .put("stateGrowth", ratio(state(early), state(late)))
                .put("seriesGrowth", ratio(early.series(), late.series()))
                .put("heapGrowth", ratio(early.heapBytes(), late.heapBytes()));
    }

    private static Table kept(Kept early, Kept late) {
        Table table = new Table("kept after", early.pairs() + " pairs", late.pairs() + " pairs")
                .row("state, MiB", mib(state(early)), mib(state(late)))
                .row("alerts", text(early.alerts().keys()), text(late.alerts().keys()))
                .row(
                        "records of vpc.alerts",
                        text(early.written().alerts()),
                        text(late.written().alerts()))
                .row(
                        "records of vpc.rejects",
                        text(early.written().rejects()),
                        text(late.written().rejects()))
                .row("series on /metrics", text(early.series()), text(late.series()))
                .row("heap after collection, MiB", mib(early.heapBytes()), mib(late.heapBytes()));
        var names = new TreeSet<>(early.topicBytes().keySet());
        names.addAll(late.topicBytes().keySet());
        names.forEach(name -> table.row(
                name + " on disk, MiB",
                mib(early.topicBytes().getOrDefault(name, 0L)),
                mib(late.topicBytes().getOrDefault(name, 0L))));
        return table;
    }

    private static long state(Kept kept) {
        return kept.noise().bytes() + kept.alerts().bytes();
    }

    private static double ratio(long early, long late) {
        return (double) late / early;
    }

    private static String text(long number) {
        return String.valueOf(number);
    }

    private static String mib(long bytes) {
        return "%.1f".formatted((double) bytes / MIB);
    }

    private static void send(Producer<String, byte[]> producer, Topics topics, Knocking knocking, int from, int to) {
        for (int batch = from; batch < to; batch++) {
            byte[] value = String.join("\n", knocking.lines(batch)).getBytes(StandardCharsets.US_ASCII);
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topics.flowLogs().name(), knocking.interfaceId(batch), value);
            long time = knocking.start(batch) * 1_000;
            new FlowLogHeaders(
                            Estate.ACCOUNT,
                            Estate.REGION,
                            Estate.LOG_GROUP,
                            knocking.interfaceId(batch),
                            null,
                            time,
                            FlowLogHeaders.UNKNOWN)
                    .writeTo(record.headers());
            producer.send(record);
        }
        producer.flush();
    }

    private static Producer<String, byte[]> producer(KafkaSettings kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.producer("strangers"));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
