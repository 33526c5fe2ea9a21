package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Listing shards. */
final class ShardActions {

    private final Region region;
    private final Streams streams;

    ShardActions(Region region, Streams streams) {
        this.region = region;
        this.streams = streams;
    }

    void register(Service service) {
        service.on("ListShards", this::list);
    }

    /** A later page needs its token alone, so the token carries the stream and the filter's outcome is offset-based. */
    private Tree list(Params params) {
        String token = params.text("NextToken");
        String streamName = token == null ? streams.named(params).name() : streamOf(token);
        Stream stream = streams.named(streamName);
        Predicate<Shard> filter = token == null ? filter(stream, params) : filterOf(stream, token);
        List<Shard> matching = stream.shards().stream().filter(filter).toList();
        Page<Shard> page = Page.of(matching, null, params.number("MaxResults", 1000, 1, 10_000));
        String next = page.nextToken() == null
                ? null
                : streamName + "/" + lastOf(page).id();
        return Tree.of("Shards", page.items().stream().map(Shard::describe).toList(), "NextToken", next);
    }

    private static Shard lastOf(Page<Shard> page) {
        return page.items().get(page.items().size() - 1);
    }

    private static String streamOf(String token) {
        int slash = token.indexOf('/');
        if (slash < 1) {
            throw AwsException.badRequest("InvalidArgumentException", "Invalid NextToken.");
        }
        return token.substring(0, slash);
    }

    private Predicate<Shard> filterOf(Stream stream, String token) {
        String after = token.substring(token.indexOf('/') + 1);
        return shard -> shard.id().compareTo(after) > 0 && isKept(stream, shard);
    }

    private Predicate<Shard> filter(Stream stream, Params params) {
        Params filter = params.structure("ShardFilter");
        String after = params.text("ExclusiveStartShardId", "");
        Predicate<Shard> past = shard -> shard.id().compareTo(after) > 0;
        Predicate<Shard> kept = past.and(shard -> isKept(stream, shard));
        Instant time = filter.instant("Timestamp");
        return switch (filter.text("Type", "FROM_TRIM_HORIZON")) {
            case "AFTER_SHARD_ID" -> kept.and(shard -> shard.id().compareTo(filter.required("ShardId")) > 0);
            case "AT_LATEST" -> past.and(Shard::isOpen);
            case "FROM_TRIM_HORIZON" -> kept;
            case "AT_TRIM_HORIZON" ->
                kept.and(shard -> shard.parents().stream().noneMatch(each -> isKept(stream, each)));
            case "AT_TIMESTAMP", "FROM_TIMESTAMP" -> kept.and(shard -> wasThere(stream, shard, time, filter));
            default -> throw filter.invalid("Type", "a type of shard filter");
        };
    }

    /** Whether a shard is open or was closed within the retention period. */
    private boolean isKept(Stream stream, Shard shard) {
        return shard.isOpen() || !closed(stream, shard).isBefore(region.now().minus(retention(stream)));
    }

    private static Duration retention(Stream stream) {
        return Duration.ofHours(stream.retentionHours());
    }

    private static Instant closed(Stream stream, Shard shard) {
        List<Shard> children = stream.childrenOf(shard);
        return children.isEmpty() ? Instant.MAX : children.get(0).opened();
    }

    private static boolean wasThere(Stream stream, Shard shard, Instant time, Params filter) {
        if (time == null) {
            throw filter.invalid("Timestamp", "given with this type");
        }
        boolean ended = !shard.isOpen() && !closed(stream, shard).isAfter(time);
        boolean begun = !shard.opened().isAfter(time) || shard.parents().isEmpty();
        return !ended && (begun || "FROM_TIMESTAMP".equals(filter.text("Type")));
    }
}
