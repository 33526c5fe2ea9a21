package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reading records from shards. */
final class ReadActions {

    private static final int MAX_RECORDS = 10_000;
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Region region;
    private final Streams streams;

    ReadActions(Region region, Streams streams) {
        this.region = region;
        this.streams = streams;
    }

    void register(Service service) {
        service.on("GetShardIterator", this::iterator).on("GetRecords", this::records);
    }

    private Tree iterator(Params params) {
        Stream stream = streams.readable(params);
        Shard shard = stream.shard(params.required("ShardId"));
        String type = params.required("ShardIteratorType");
        String after = switch (type) {
            case "TRIM_HORIZON" -> Sequence.BEFORE_ALL;
            case "LATEST" -> stream.sequence().last();
            case "AT_SEQUENCE_NUMBER" -> before(sequence(params));
            case "AFTER_SEQUENCE_NUMBER" -> sequence(params);
            case "AT_TIMESTAMP" -> beforeTime(stream, shard, params);
            default -> throw params.invalid("ShardIteratorType", "a type of shard iterator");
        };
        ShardIterator iterator = new ShardIterator(stream.name(), shard.id(), after, region.now());
        return Tree.of("ShardIterator", iterator.token());
    }

    private static String sequence(Params params) {
        String sequence = params.required("StartingSequenceNumber");
        if (!sequence.matches("\\d{1," + Sequence.DIGITS + "}")) {
            throw AwsException.badRequest(
                    "InvalidArgumentException", "StartingSequenceNumber " + sequence + " is not a sequence number.");
        }
        return "0".repeat(Sequence.DIGITS - sequence.length()) + sequence;
    }

    private static String before(String sequence) {
        String before = new BigInteger(sequence)
                .subtract(BigInteger.ONE)
                .max(BigInteger.ZERO)
                .toString();
        return "0".repeat(Sequence.DIGITS - before.length()) + before;
    }

    private static String beforeTime(Stream stream, Shard shard, Params params) {
        Instant time = params.instant("Timestamp");
        if (time == null) {
            throw params.invalid("Timestamp", "given with AT_TIMESTAMP");
        }
        return shard.kept().stream()
                .filter(record -> !record.arrival().isBefore(time))
                .findFirst()
                .map(record -> before(record.sequenceNumber()))
                .orElse(stream.sequence().last());
    }

    private Tree records(Params params) {
        Instant now = region.now();
        ShardIterator iterator = ShardIterator.of(params.required("ShardIterator"), now);
        Stream stream = streams.named(iterator.stream());
        Shard shard = stream.shard(iterator.shard());
        stream.trim(now);
        List<StreamRecord> unread = shard.after(iterator.after());
        List<StreamRecord> page = page(unread, params.number("Limit", MAX_RECORDS, 1, MAX_RECORDS));
        boolean more = page.size() < unread.size();
        String after =
                page.isEmpty() ? iterator.after() : page.get(page.size() - 1).sequenceNumber();
        boolean ended = !more && !shard.isOpen();
        long behind = more
                ? Math.max(
                        1,
                        Duration.between(unread.get(page.size()).arrival(), now).toMillis())
                : 0;
        return Tree.of(
                "Records",
                page.stream().map(ReadActions::describe).toList(),
                "NextShardIterator",
                ended ? null : new ShardIterator(stream.name(), shard.id(), after, now).token(),
                "MillisBehindLatest",
                behind,
                "ChildShards",
                ended ? children(stream, shard) : null);
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

    private static List<Tree> children(Stream stream, Shard shard) {
        return stream.childrenOf(shard).stream().map(Shard::describeAsChild).toList();
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
