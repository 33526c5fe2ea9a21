package io.flowlens.benchmarks.intake;

import io.flowlens.benchmarks.race.Contender;
import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.IngesterService;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.envelope.InflaterKind;
import io.flowlens.ingester.source.Source;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;

/** The ingester as it is, all of it but the calls to Kinesis: records come from memory. */
final class WholeIngester implements Contender, AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final String name;
    private final MemorySource source;
    private final long lines;
    private final Meters meters = new Meters();
    private final Counter forwarded = meters.counter(IngesterMeter.LINES.spec());
    private final IngesterService service;

    WholeIngester(List<PackedBatch> batches, InflaterKind inflater, KafkaSettings kafka, Topics topics) {
        name = inflater == InflaterKind.JDK ? "ingester" : "ingester, " + inflater;
        source = new MemorySource(batches, inflater);
        lines = batches.stream().mapToLong(PackedBatch::lines).sum();
        service = new IngesterService(IngesterSettings.of("us-east-1"), List.<Source>of(source), kafka, topics, meters);
        service.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() throws InterruptedException {
        double before = forwarded.count();
        source.putAll();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (forwarded.count() < before + lines) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the ingester is stuck: " + service.health().detail());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return lines;
    }

    @Override
    public void close() {
        service.close();
        meters.close();
    }
}
