package io.flowlens.ingester;

import io.flowlens.service.MeterSpec;

/** Every meter of the ingester. What went into Kafka is counted when it is committed, never before. */
public enum IngesterMeter {
    LINES("flowlens.ingester.lines.forwarded", "lines", "Flow log lines committed to Kafka."),
    BATCHES("flowlens.ingester.batches.forwarded", "records", "Records of lines committed to Kafka."),
    RECORDS("flowlens.ingester.records.read", "records", "Records of the source whose content is committed."),
    BYTES("flowlens.ingester.records.size", "bytes", "Bytes of those records, as they came."),
    CONTROL_MESSAGES("flowlens.ingester.control.messages", null, "Control messages of CloudWatch Logs, skipped."),
    DUPLICATES("flowlens.ingester.lines.duplicated", "lines", "Lines that AWS delivered again, dropped."),
    /** One family with the dead letters of the topology. */
    DEAD_LETTERS("flowlens.dead.letters", null, "Records or lines that could not be read, by reason.", "reason"),
    ARRIVAL_LAG(
            "flowlens.ingester.arrival.lag",
            null,
            "From the newest event of a batch to its arrival at the source: what AWS takes."),
    DELIVERY_LAG(
            "flowlens.ingester.delivery.lag",
            null,
            "From arrival at the source to the commit in Kafka: what the ingester takes."),
    COMMIT("flowlens.ingester.commit.time", null, "From the begin of a transaction to its commit."),
    BEHIND("flowlens.ingester.behind", "seconds", "How far the furthest shard is behind its end."),
    SHARDS("flowlens.ingester.shards", null, "Shards being read by this process."),
    PARTITIONS("flowlens.ingester.partitions", null, "Partitions of the positions that this process holds."),
    THROTTLES("flowlens.ingester.reads.throttled", null, "Reads that the source refused because of its limits."),
    RESHARDS("flowlens.ingester.shards.ended", null, "Shards read to their end after a reshard."),
    POSSIBLE_LOSSES(
            "flowlens.ingester.losses.possible",
            null,
            "Times reading went on at the oldest record because the position was gone: records may be lost."),
    RESTARTS(
            "flowlens.ingester.sessions.restarted", null, "Times a partition began again from its committed position.");

    private final MeterSpec spec;

    IngesterMeter(String name, String unit, String help, String... tags) {
        this.spec = MeterSpec.of(name, unit, help, tags);
    }

    public MeterSpec spec() {
        return spec;
    }
}
