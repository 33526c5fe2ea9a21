package io.flowlens.ingester;

import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;

/** Every meter of the ingester. What went into Kafka is counted when it is committed, never before. */
public enum IngesterMeter implements ListedMeter {
    LINES(MeterSpec.counter("flowlens.ingester.lines.forwarded", null, "Flow log lines committed to Kafka.")),
    BATCHES(MeterSpec.counter("flowlens.ingester.batches.forwarded", null, "Records of lines committed to Kafka.")),
    RECORDS(MeterSpec.counter(
            "flowlens.ingester.records.read", null, "Records of the source whose content is committed.")),
    BYTES(MeterSpec.counter("flowlens.ingester.records.size", "bytes", "Bytes of those records, as they came.")),
    CONTROL_MESSAGES(MeterSpec.counter(
            "flowlens.ingester.control.messages", null, "Control messages of CloudWatch Logs, skipped.")),
    DUPLICATES(
            MeterSpec.counter("flowlens.ingester.lines.duplicated", null, "Lines that AWS delivered again, dropped.")),
    /** One family with the dead letters of the topology. */
    DEAD_LETTERS(MeterSpec.counter(
            "flowlens.dead.letters",
            null,
            "Records or lines that could not be read, by reason.",
            Label.ofWords("reason", Reason.values()))),
    COMMIT(MeterSpec.lag("flowlens.ingester.commit.time", "From the begin of a transaction to its commit.")),
    BEHIND(MeterSpec.gauge(
            "flowlens.ingester.behind", "seconds", "How far the furthest shard is behind the end of its source.")),
    SHARDS(MeterSpec.gauge(
            "flowlens.ingester.shards",
            null,
            "Shards being read by this process: current, or behind by more than a minute.",
            Label.of("state", "current", "behind"))),
    PARTITIONS(MeterSpec.gauge(
            "flowlens.ingester.partitions", null, "Partitions of the positions that this process holds.")),
    THROTTLES(MeterSpec.counter(
            "flowlens.ingester.reads.throttled", null, "Reads that the source refused because of its limits.")),
    RESHARDS(MeterSpec.counter("flowlens.ingester.shards.ended", null, "Shards read to their end after a reshard.")),
    POSSIBLE_LOSSES(MeterSpec.counter(
            "flowlens.ingester.losses.possible",
            null,
            "Times reading went on at the oldest record because the position was gone: records may be lost.")),
    RESTARTS(MeterSpec.counter(
            "flowlens.ingester.sessions.restarted",
            null,
            "Times a partition began again from its committed position."));

    private final MeterSpec spec;

    IngesterMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }
}
