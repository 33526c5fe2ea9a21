package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Splitting and merging shards. Parents close at once; the stream stays UPDATING for as long as AWS would take. */
final class Resharding {

    private final Region region;
    private final Streams streams;

    Resharding(Region region, Streams streams) {
        this.region = region;
        this.streams = streams;
    }

    void register(Service service) {
        service.on("SplitShard", this::split).on("MergeShards", this::merge).on("UpdateShardCount", this::updateCount);
    }

    private Tree split(Params params) {
        Stream stream = streams.active(params);
        Shard shard = openShard(stream, params.required("ShardToSplit"));
        BigInteger start = hash(params, "NewStartingHashKey");
        if (start.compareTo(shard.range().start()) <= 0
                || start.compareTo(shard.range().end()) > 0) {
            throw AwsException.badRequest(
                    "InvalidArgumentException",
                    "NewStartingHashKey %s used in SplitShard() on shard %s in stream %s is not both greater than one plus the shard's StartingHashKey and less than the shard's EndingHashKey."
                            .formatted(start, shard.id(), stream.name()));
        }
        split(stream, shard, start);
        return updating(stream);
    }

    private void split(Stream stream, Shard shard, BigInteger start) {
        stream.close(shard);
        HashRange range = shard.range();
        stream.open(new HashRange(range.start(), start.subtract(BigInteger.ONE)), List.of(shard), region.now());
        stream.open(new HashRange(start, range.end()), List.of(shard), region.now());
    }

    private Tree merge(Params params) {
        Stream stream = streams.active(params);
        Shard shard = openShard(stream, params.required("ShardToMerge"));
        Shard adjacent = openShard(stream, params.required("AdjacentShardToMerge"));
        if (!shard.range().touches(adjacent.range())) {
            throw AwsException.badRequest(
                    "InvalidArgumentException",
                    "Shards %s and %s in stream %s under account %s are not an adjacent pair of shards eligible for merging"
                            .formatted(shard.id(), adjacent.id(), stream.name(), region.accountId()));
        }
        merge(stream, shard, adjacent);
        return updating(stream);
    }

    private void merge(Stream stream, Shard shard, Shard adjacent) {
        stream.close(shard);
        stream.close(adjacent);
        stream.open(shard.range().joined(adjacent.range()), List.of(shard, adjacent), region.now());
    }

    /** Splits the widest or merges the narrowest neighbours until the count is met. */
    private Tree updateCount(Params params) {
        Stream stream = streams.active(params);
        int current = stream.openShards().size();
        int target = params.number("TargetShardCount", current, 1, 10_000);
        if (target > current * 2 || target * 2 < current) {
            throw AwsException.badRequest(
                    "LimitExceededException",
                    "UpdateShardCount cannot go from %d to %d shards: at most double, at least half."
                            .formatted(current, target));
        }
        for (int count = current; count < target; count++) {
            Shard widest = stream.openShards().stream()
                    .max(Comparator.comparing(shard -> shard.range().width()))
                    .orElseThrow();
            split(stream, widest, widest.range().middle());
        }
        for (int count = current; count > target; count--) {
            mergeNarrowest(stream);
        }
        updating(stream);
        return Tree.of(
                "StreamName",
                stream.name(),
                "StreamARN",
                stream.arn(),
                "CurrentShardCount",
                current,
                "TargetShardCount",
                target);
    }

    private void mergeNarrowest(Stream stream) {
        List<Shard> open = stream.openShards().stream()
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
        int best = 0;
        for (int i = 1; i < open.size() - 1; i++) {
            if (joined(open, i).compareTo(joined(open, best)) < 0) {
                best = i;
            }
        }
        merge(stream, open.get(best), open.get(best + 1));
    }

    private static BigInteger joined(List<Shard> open, int index) {
        return open.get(index).range().joined(open.get(index + 1).range()).width();
    }

    private static Shard openShard(Stream stream, String id) {
        Shard shard = stream.shard(id);
        if (!shard.isOpen()) {
            throw AwsException.badRequest(
                    "InvalidArgumentException",
                    "Shard %s in stream %s has already been merged or split, and thus is not eligible for merging or splitting."
                            .formatted(id, stream.name()));
        }
        return shard;
    }

    private Tree updating(Stream stream) {
        stream.change("UPDATING", region.after(StreamActions.CHANGE));
        return new Tree();
    }

    static BigInteger hash(Params params, String name) {
        try {
            BigInteger hash = new BigInteger(params.required(name));
            if (hash.signum() >= 0 && hash.compareTo(HashRange.KEYS) < 0) {
                return hash;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw AwsException.badRequest("InvalidArgumentException", name + " is not a whole number of 128 bits.");
    }
}
