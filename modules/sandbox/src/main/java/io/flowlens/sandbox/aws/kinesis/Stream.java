package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stream: its shards past and present, its status over time, and how much of its records is kept. */
final class Stream {

    /** Beyond this the oldest records go, whatever their age: memory is bounded. */
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final String name;
    private final String arn;
    private final boolean onDemand;
    private final Instant created;
    private final Sequence sequence;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final Map<String, String> tags = new TreeMap<>();
    private String pendingStatus = "CREATING";
    private Instant settled;
    private int retentionHours = 24;
    private long bytes;

    Stream(String name, String arn, boolean onDemand, Instant created) {
        this.name = name;
        this.arn = arn;
        this.onDemand = onDemand;
        this.created = created;
        this.settled = created;
        this.sequence = new Sequence(created);
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    boolean isOnDemand() {
        return onDemand;
    }

    Instant created() {
        return created;
    }

    Sequence sequence() {
        return sequence;
    }

    List<Consumer> consumers() {
        return consumers;
    }

    Map<String, String> tags() {
        return tags;
    }

    List<Shard> shards() {
        return shards;
    }

    List<Shard> openShards() {
        return shards.stream().filter(Shard::isOpen).toList();
    }

    int retentionHours() {
        return retentionHours;
    }

    void retain(int hours) {
        retentionHours = hours;
    }

    /** Enters a passing status that ends at a time. */
    void change(String status, Instant until) {
        pendingStatus = status;
        settled = until;
    }

    String status(Instant now) {
        return now.isBefore(settled) ? pendingStatus : "ACTIVE";
    }

    boolean isGone(Instant now) {
        return pendingStatus.equals("DELETING") && !now.isBefore(settled);
    }

    Shard open(HashRange range, List<Shard> parents, Instant now) {
        Shard shard = new Shard(shards.size(), range, parents, sequence.next(), now);
        shards.add(shard);
        return shard;
    }

    void close(Shard shard) {
        shard.close(sequence.next());
    }

    Shard shard(String id) {
        return shards.stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "ResourceNotFoundException", "Shard %s in stream %s does not exist".formatted(id, name)));
    }

    List<Shard> childrenOf(Shard parent) {
        return shards.stream().filter(shard -> shard.parents().contains(parent)).toList();
    }

    /** Appends to the shard that takes this hash key and returns that shard. */
    Shard put(String partitionKey, BigInteger hash, byte[] data, Instant now) {
        Shard shard = shards.stream()
                .filter(each -> each.isOpen() && each.range().contains(hash))
                .findFirst()
                .orElseThrow(
                        () -> AwsException.badRequest("InvalidArgumentException", "No shard takes this hash key."));
        StreamRecord record = new StreamRecord(sequence.next(), partitionKey, data, now);
        shard.append(record);
        bytes += record.size();
        trim(now);
        return shard;
    }

    /** Drops what is older than the retention period or above the bound of memory. */
    void trim(Instant now) {
        Instant horizon = now.minus(Duration.ofHours(retentionHours));
        for (Shard shard : shards) {
            while (!shard.isEmpty() && shard.oldest().arrival().isBefore(horizon)) {
                bytes -= shard.trimOldest();
            }
        }
        while (bytes > MAX_BYTES) {
            bytes -= shards.stream()
                    .filter(shard -> !shard.isEmpty())
                    .min(Comparator.comparing(shard -> shard.oldest().sequenceNumber()))
                    .orElseThrow()
                    .trimOldest();
        }
    }
}
