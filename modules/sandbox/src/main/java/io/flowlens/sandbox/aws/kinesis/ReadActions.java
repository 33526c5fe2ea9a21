package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.math.BigInteger;
import java.time.Instant;

/** Reading records from shards. */
final class ReadActions {

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
        String after = place(stream, shard, params, "ShardIteratorType", "StartingSequenceNumber");
        ShardIterator iterator = new ShardIterator(stream.name(), shard.id(), after, region.now());
        return Tree.of("ShardIterator", iterator.token());
    }

    /** The sequence number behind which to read: what the parameters of these names, and Timestamp, say. */
    static String place(Stream stream, Shard shard, Params params, String typeName, String sequenceName) {
        return switch (params.required(typeName)) {
            case "TRIM_HORIZON" -> Sequence.BEFORE_ALL;
            case "LATEST" -> stream.sequence().last();
            case "AT_SEQUENCE_NUMBER" -> before(sequence(params, sequenceName));
            case "AFTER_SEQUENCE_NUMBER" -> sequence(params, sequenceName);
            case "AT_TIMESTAMP" -> beforeTime(stream, shard, params);
            default -> throw params.invalid(typeName, "a place to begin at");
        };
    }

    private static String sequence(Params params, String name) {
        String sequence = params.required(name);
        if (!sequence.matches("\\d{1," + Sequence.DIGITS + "}")) {
            throw AwsException.badRequest(
                    "InvalidArgumentException", name + " " + sequence + " is not a sequence number.");
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
        int limit = params.number("Limit", ReadPage.MAX_RECORDS, 1, ReadPage.MAX_RECORDS);
        ReadPage page = ReadPage.of(stream, shard, iterator.after(), now, limit);
        return Tree.of(
                "Records",
                page.records(),
                "NextShardIterator",
                page.ended() ? null : new ShardIterator(stream.name(), shard.id(), page.after(), now).token(),
                "MillisBehindLatest",
                page.behind(),
                "ChildShards",
                page.ended() ? page.children() : null);
    }
}
