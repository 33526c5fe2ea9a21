package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Making, describing and deleting streams. */
final class StreamActions {

    /** Creating, changing or deleting a stream takes about this long on AWS. */
    static final Duration CHANGE = Duration.ofSeconds(15);

    private static final int ON_DEMAND_SHARDS = 4;
    private static final int MAX_SHARDS = 500;

    private final Region region;
    private final Streams streams;

    StreamActions(Region region, Streams streams) {
        this.region = region;
        this.streams = streams;
    }

    void register(Service service) {
        service.on("CreateStream", this::create)
                .on("DeleteStream", this::delete)
                .on("DescribeStream", this::describe)
                .on("DescribeStreamSummary", this::summarize)
                .on("ListStreams", this::list)
                .on("DescribeLimits", this::limits)
                .on("IncreaseStreamRetentionPeriod", params -> retain(params, 1))
                .on("DecreaseStreamRetentionPeriod", params -> retain(params, -1));
    }

    private Tree create(Params params) {
        String name = params.required("StreamName");
        if (!name.matches("[a-zA-Z0-9_.-]{1,128}")) {
            throw params.invalid("StreamName", "1 to 128 letters, digits, dots, hyphens or underscores");
        }
        if (streams.find(name) != null) {
            throw AwsException.badRequest(
                    "ResourceInUseException",
                    "Stream %s under account %s already exists.".formatted(name, region.accountId()));
        }
        boolean onDemand =
                "ON_DEMAND".equals(params.structure("StreamModeDetails").text("StreamMode"))
                        || !params.has("ShardCount") && !params.has("StreamModeDetails");
        int count = onDemand ? ON_DEMAND_SHARDS : params.number("ShardCount", 1, 1, MAX_SHARDS);
        Stream stream = new Stream(name, region.arn("kinesis", "stream/" + name), onDemand, region.now());
        HashRange.inParts(count).forEach(range -> stream.open(range, List.of(), stream.created()));
        stream.tags().putAll(params.textMap("Tags"));
        stream.change("CREATING", region.after(CHANGE));
        streams.add(stream);
        return new Tree();
    }

    private Tree delete(Params params) {
        streams.named(params).change("DELETING", region.after(CHANGE));
        return new Tree();
    }

    private Tree describe(Params params) {
        Stream stream = streams.named(params);
        String after = params.text("ExclusiveStartShardId", "");
        int limit = params.number("Limit", 100, 1, 10_000);
        List<Shard> rest = stream.shards().stream()
                .filter(shard -> shard.id().compareTo(after) > 0)
                .toList();
        List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
        Tree description = head(stream)
                .and("Shards", page.stream().map(Shard::describe).toList(), "HasMoreShards", page.size() < rest.size());
        return Tree.of("StreamDescription", description);
    }

    private Tree summarize(Params params) {
        Stream stream = streams.named(params);
        Tree summary = head(stream)
                .and(
                        "OpenShardCount",
                        stream.openShards().size(),
                        "ConsumerCount",
                        stream.consumers().size());
        return Tree.of("StreamDescriptionSummary", summary);
    }

    private Tree head(Stream stream) {
        return Tree.of(
                "StreamName", stream.name(),
                "StreamARN", stream.arn(),
                "StreamStatus", stream.status(region.now()),
                "StreamModeDetails", mode(stream),
                "RetentionPeriodHours", stream.retentionHours(),
                "StreamCreationTimestamp", stream.created(),
                "EnhancedMonitoring", List.of(Tree.of("ShardLevelMetrics", List.of())),
                "EncryptionType", "NONE");
    }

    private static Tree mode(Stream stream) {
        return Tree.of("StreamMode", stream.isOnDemand() ? "ON_DEMAND" : "PROVISIONED");
    }

    private Tree list(Params params) {
        String after = params.text("ExclusiveStartStreamName", params.text("NextToken", ""));
        int limit = params.number("Limit", 100, 1, 10_000);
        List<Stream> rest = streams.all().stream()
                .filter(stream -> stream.name().compareTo(after) > 0)
                .toList();
        List<Stream> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean more = page.size() < rest.size();
        return Tree.of(
                "StreamNames",
                page.stream().map(Stream::name).toList(),
                "HasMoreStreams",
                more,
                "NextToken",
                more ? page.get(page.size() - 1).name() : null,
                "StreamSummaries",
                page.stream().map(this::listed).toList());
    }

    private Tree listed(Stream stream) {
        return Tree.of(
                "StreamName", stream.name(),
                "StreamARN", stream.arn(),
                "StreamStatus", stream.status(region.now()),
                "StreamModeDetails", mode(stream),
                "StreamCreationTimestamp", stream.created());
    }

    private Tree limits(Params params) {
        Map<Boolean, Long> shards = streams.all().stream()
                .collect(Collectors.groupingBy(
                        Stream::isOnDemand,
                        Collectors.summingLong(stream -> stream.openShards().size())));
        long onDemand = streams.all().stream().filter(Stream::isOnDemand).count();
        return Tree.of(
                "ShardLimit",
                MAX_SHARDS,
                "OpenShardCount",
                shards.getOrDefault(false, 0L),
                "OnDemandStreamCount",
                onDemand,
                "OnDemandStreamCountLimit",
                50);
    }

    private Tree retain(Params params, int direction) {
        Stream stream = streams.active(params);
        int hours = params.number("RetentionPeriodHours", 24, 24, 8760);
        if (Integer.signum(hours - stream.retentionHours()) == -direction) {
            throw AwsException.badRequest(
                    "InvalidArgumentException",
                    "Requested retention period (%d hours) for stream %s is on the wrong side of the current %d hours."
                            .formatted(hours, stream.name(), stream.retentionHours()));
        }
        stream.retain(hours);
        stream.trim(region.now());
        return new Tree();
    }
}
