package io.flowlens.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of flowlens, under one prefix.
 *
 * <p>Topics that are kept for a time are stamped by the broker ({@code LogAppendTime}): their retention counts from the
 * day a record was written, so that old flow logs read again today are not thrown away on arrival. The time of the event
 * itself is in the value or in a header.
 */
public final class Topics {

    public static final String DEFAULT_PREFIX = "vpc.";
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}\\.");

    private final Topic<String, byte[]> flowLogs;
    private final Topic<String, IngestPosition> ingestPositions;
    private final Topic<String, byte[]> inventory;
    private final Topic<String, Reject> rejects;
    private final Topic<String, Alert> alerts;
    private final Topic<String, Disagreement> disagreements;
    private final Topic<byte[], byte[]> deadLetters;
    private final String prefix;

    /**
     * @param prefix of every name; lower case, ends with a dot
     * @param partitions of the topics whose load is shared
     */
    public Topics(String prefix, int partitions) {
        this(prefix, partitions, false);
    }

    private Topics(String prefix, int partitions, boolean replay) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix '%s' must be lower case letters, digits, dots and hyphens, and end with a dot"
                            .formatted(prefix));
        }
        this.prefix = prefix;
        flowLogs = new Topic<>(
                prefix + "flow-logs",
                Serdes.String(),
                Serdes.ByteArray(),
                partitions,
                replay ? asItCame() : kept(Duration.ofDays(7)),
                "lines as AWS delivered them, one record a batch of one interface");
        ingestPositions = new Topic<>(
                prefix + "ingest-positions",
                Serdes.String(),
                JsonSerde.of(IngestPosition.class),
                partitions,
                // What is newest is never compacted, and every start reads the whole: so keep what is newest small.
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.bytes",
                        String.valueOf(16 << 20),
                        "segment.ms",
                        millis(Duration.ofHours(1))),
                "how far each source has been read");
        inventory = new Topic<>(
                prefix + "inventory",
                Serdes.String(),
                Serdes.ByteArray(),
                1, // one partition: changes are seen in the order they were made
                replay
                        ? asItCame()
                        : Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", millis(Inventory.KEPT)),
                "the network: one resource as AWS describes it, every change for 30 days");
        rejects = new Topic<>(
                prefix + "rejects",
                Serdes.String(),
                JsonSerde.of(Reject.class),
                partitions,
                kept(Duration.ofDays(7)),
                "rejected flows with their cause");
        alerts = new Topic<>(
                prefix + "alerts",
                Serdes.String(),
                JsonSerde.of(Alert.class),
                partitions,
                // What a replay tells is compared record by record.
                kept(replay ? "delete" : "compact,delete", Duration.ofDays(30)),
                "the state of each alert");
        disagreements = new Topic<>(
                prefix + "disagreements",
                Serdes.String(),
                JsonSerde.of(Disagreement.class),
                1,
                kept(Duration.ofDays(7)),
                "a sample of flows for which rules and log disagree");
        deadLetters = new Topic<>(
                prefix + "dead-letters",
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                1,
                kept(Duration.ofDays(30)),
                "what could not be read, as it came, with the reason");
    }

    public static Topics withDefaults() {
        return new Topics(DEFAULT_PREFIX, DEFAULT_PARTITIONS);
    }

    /**
     * Topics of a replay: what is judged keeps the times it has, however old, and every record of every topic stays until the
     * topic is deleted or its time is over.
     */
    public static Topics ofReplay(String prefix, int partitions) {
        return new Topics(prefix, partitions, true);
    }

    /** What every name begins with; ends with a dot. */
    public String prefix() {
        return prefix;
    }

    /** The application id of the topology; its consumer group and internal topics start with it. */
    public String applicationId() {
        return prefix.substring(0, prefix.length() - 1) + "-topology";
    }

    /** Key: interface id. Headers: {@link FlowLogHeaders}. */
    public Topic<String, byte[]> flowLogs() {
        return flowLogs;
    }

    /** Key: source and shard. */
    public Topic<String, IngestPosition> ingestPositions() {
        return ingestPositions;
    }

    /** Key: resource id; value: JSON as {@code aws ec2 describe-*} prints it, null when gone. Headers: {@link InventoryRecord}. */
    public Topic<String, byte[]> inventory() {
        return inventory;
    }

    /** Key: interface id. */
    public Topic<String, Reject> rejects() {
        return rejects;
    }

    /** Key: fingerprint. */
    public Topic<String, Alert> alerts() {
        return alerts;
    }

    /** Key: interface id. */
    public Topic<String, Disagreement> disagreements() {
        return disagreements;
    }

    /** Key and value as they came. Headers: {@link DeadLetters}. */
    public Topic<byte[], byte[]> deadLetters() {
        return deadLetters;
    }

    public List<Topic<?, ?>> all() {
        return List.of(flowLogs, ingestPositions, inventory, rejects, alerts, disagreements, deadLetters);
    }

    private static Map<String, String> kept(Duration time) {
        return kept("delete", time);
    }

    private static Map<String, String> kept(String policy, Duration time) {
        return Map.of(
                "cleanup.policy", policy, "retention.ms", millis(time), "message.timestamp.type", "LogAppendTime");
    }

    private static Map<String, String> asItCame() {
        String any = String.valueOf(Long.MAX_VALUE);
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                "-1",
                "message.timestamp.type",
                "CreateTime",
                "message.timestamp.before.max.ms",
                any,
                "message.timestamp.after.max.ms",
                any,
                "max.message.bytes",
                String.valueOf(32 << 20));
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
