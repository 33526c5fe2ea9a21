package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one read of a shard gives.
 *
 * @param after the place behind it
 * @param behind milliseconds since the first record that is left arrived; 0 at the tip
 * @param ended whether the shard is closed and nothing is left
 * @param children the shards that go on where an ended one ends
 */
record ReadPage(List<Tree> records, String after, long behind, boolean ended, List<Tree> children) {

    static final int MAX_RECORDS = 10_000;
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    static ReadPage of(Stream stream, Shard shard, String after, Instant now) {
        return of(stream, shard, after, now, MAX_RECORDS);
    }

    static ReadPage of(Stream stream, Shard shard, String after, Instant now, int limit) {
        stream.trim(now);
        List<StreamRecord> unread = shard.after(after);
        List<StreamRecord> page = page(unread, limit);
        boolean more = page.size() < unread.size();
        long waiting =
                more ? Duration.between(unread.get(page.size()).arrival(), now).toMillis() : 0;
        boolean ended = !more && !shard.isOpen();
        return new ReadPage(
                page.stream().map(ReadPage::describe).toList(),
                page.isEmpty() ? after : page.get(page.size() - 1).sequenceNumber(),
                more ? Math.max(1, waiting) : 0,
                ended,
                ended
                        ? stream.childrenOf(shard).stream()
                                .map(Shard::describeAsChild)
                                .toList()
                        : List.of());
    }

    private static List<StreamRecord> page(List<StreamRecord> unread, int limit) {
        List<StreamRecord> page = new ArrayList<>();
        int bytes = 0;
        for (StreamRecord record : unread) {
            bytes += record.size();
            if (page.size() == limit || bytes > MAX_BYTES) {
                break;
            }
            page.add(record);
        }
        return page;
    }

    private static Tree describe(StreamRecord record) {
        return Tree.of(
                "SequenceNumber", record.sequenceNumber(),
                "ApproximateArrivalTimestamp", record.arrival(),
                "Data", record.data(),
                "PartitionKey", record.partitionKey(),
                "EncryptionType", "NONE");
    }
}
