package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A shard: a range of hash keys, its place in the lineage, and its records in order. */
final class Shard {

    private static final int TRIM_BATCH = 1024;

    private final String id;
    private final HashRange range;
    private final List<Shard> parents;
    private final String startingSequence;
    private final Instant opened;
    private final List<StreamRecord> records = new ArrayList<>();
    private int trimmed;
    private String endingSequence;

    Shard(int number, HashRange range, List<Shard> parents, String startingSequence, Instant opened) {
        this.id = String.format(Locale.ROOT, "shardId-%012d", number);
        this.range = range;
        this.parents = List.copyOf(parents);
        this.startingSequence = startingSequence;
        this.opened = opened;
    }

    String id() {
        return id;
    }

    HashRange range() {
        return range;
    }

    List<Shard> parents() {
        return parents;
    }

    Instant opened() {
        return opened;
    }

    boolean isOpen() {
        return endingSequence == null;
    }

    void close(String sequence) {
        endingSequence = sequence;
    }

    void append(StreamRecord record) {
        records.add(record);
    }

    /** Whether any record is kept. */
    boolean isEmpty() {
        return trimmed == records.size();
    }

    StreamRecord oldest() {
        return records.get(trimmed);
    }

    /** Drops the oldest record and returns its size. */
    int trimOldest() {
        int size = records.set(trimmed, null).size();
        trimmed++;
        if (trimmed >= TRIM_BATCH && trimmed > records.size() / 2) {
            records.subList(0, trimmed).clear();
            trimmed = 0;
        }
        return size;
    }

    /** The kept records after this sequence number, oldest first: a view, to be read at once. */
    List<StreamRecord> after(String sequence) {
        int low = trimmed;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).sequenceNumber().compareTo(sequence) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return records.subList(low, records.size());
    }

    /** The kept records, oldest first: a view, to be read at once. */
    List<StreamRecord> kept() {
        return records.subList(trimmed, records.size());
    }

    Tree describe() {
        Tree shard = Tree.of("ShardId", id);
        if (!parents.isEmpty()) {
            shard.and("ParentShardId", parents.get(0).id());
        }
        if (parents.size() > 1) {
            shard.and("AdjacentParentShardId", parents.get(1).id());
        }
        return shard.and(
                "HashKeyRange", range.describe(),
                "SequenceNumberRange",
                        Tree.of("StartingSequenceNumber", startingSequence, "EndingSequenceNumber", endingSequence));
    }

    /** The form in which the last answer about a closed parent names its children. */
    Tree describeAsChild() {
        return Tree.of(
                "ShardId", id,
                "ParentShards", parents.stream().map(Shard::id).toList(),
                "HashKeyRange", range.describe());
    }
}
