package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.EventSource;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Enhanced fan-out: consumers of their own, to whom records are pushed. */
final class ConsumerActions {

    private static final int MAX_CONSUMERS = 20;
    /** A subscription takes a thread as long as it lasts. */
    private static final int MAX_SUBSCRIPTIONS = 16;
    /** Within this time of one subscription the next to the same shard is refused. */
    private static final Duration TAKEOVER = Duration.ofSeconds(5);

    private final Region region;
    private final Streams streams;
    private final Object lock;

    /** @param lock the monitor that subscriptions wait on */
    ConsumerActions(Region region, Streams streams, Object lock) {
        this.region = region;
        this.streams = streams;
        this.lock = lock;
    }

    void register(Service service) {
        service.on("RegisterStreamConsumer", this::register)
                .on("DescribeStreamConsumer", this::describe)
                .on("ListStreamConsumers", this::list)
                .on("DeregisterStreamConsumer", this::deregister)
                .onEvents("SubscribeToShard", this::subscribe);
    }

    private Tree register(Params params) {
        Stream stream = streams.active(params);
        String name = params.required("ConsumerName");
        if (stream.consumers().stream().anyMatch(each -> each.name().equals(name))) {
            throw AwsException.badRequest(
                    "ResourceInUseException",
                    "Consumer %s under stream %s already exists.".formatted(name, stream.name()));
        }
        if (stream.consumers().size() == MAX_CONSUMERS) {
            throw AwsException.badRequest(
                    "LimitExceededException", "A stream has at most " + MAX_CONSUMERS + " consumers.");
        }
        Instant now = region.now();
        String arn = "%s/consumer/%s:%d".formatted(stream.arn(), name, now.getEpochSecond());
        Consumer consumer = new Consumer(name, arn, now, region.after(StreamActions.CHANGE));
        stream.consumers().add(consumer);
        return Tree.of("Consumer", consumer.describe(now));
    }

    private Tree describe(Params params) {
        Stream stream = stream(params);
        Tree description = consumer(stream, params).describe(region.now());
        return Tree.of("ConsumerDescription", description.and("StreamARN", stream.arn()));
    }

    private Tree list(Params params) {
        List<Tree> all = streams.named(params).consumers().stream()
                .map(consumer -> consumer.describe(region.now()))
                .toList();
        Page<Tree> page = Page.of(all, params.text("NextToken"), params.number("MaxResults", 100, 1, 10_000));
        return Tree.of("Consumers", page.items(), "NextToken", page.nextToken());
    }

    private Tree deregister(Params params) {
        Stream stream = stream(params);
        Consumer consumer = consumer(stream, params);
        consumer.subscriptions().values().forEach(ShardSubscription::end);
        stream.consumers().remove(consumer);
        return new Tree();
    }

    private EventSource subscribe(Params params) {
        Stream stream = stream(params);
        Consumer consumer = consumer(stream, params);
        Shard shard = stream.shard(params.required("ShardId"));
        ShardSubscription old = consumer.subscriptions().get(shard.id());
        boolean justBegun = old != null && !region.isOver(old.began(), TAKEOVER);
        if (!consumer.isActive(region.now()) || justBegun) {
            throw AwsException.badRequest(
                    "ResourceInUseException",
                    "Consumer %s is not ready for a subscription to %s: it is being created, or another subscription has only just begun."
                            .formatted(consumer.arn(), shard.id()));
        }
        if (old != null) {
            old.end();
        }
        requireRoom();
        String after = ReadActions.place(stream, shard, params.structure("StartingPosition"), "Type", "SequenceNumber");
        ShardSubscription subscription = new ShardSubscription(region, lock, stream, shard, after);
        consumer.subscriptions().put(shard.id(), subscription);
        return subscription;
    }

    private void requireRoom() {
        long open = streams.all().stream()
                .flatMap(stream -> stream.consumers().stream())
                .flatMap(consumer -> consumer.subscriptions().values().stream())
                .filter(subscription -> !subscription.isOver())
                .count();
        if (open >= MAX_SUBSCRIPTIONS) {
            throw AwsException.badRequest(
                    "LimitExceededException",
                    "This sandbox keeps up " + MAX_SUBSCRIPTIONS + " subscriptions at a time, of all consumers.");
        }
    }

    /** The stream of the call's ConsumerARN or StreamARN. */
    private Stream stream(Params params) {
        String arn = params.text("ConsumerARN", params.text("StreamARN"));
        if (arn == null) {
            throw params.invalid("ConsumerARN", "given, or StreamARN and ConsumerName");
        }
        return streams.named(arn.replaceFirst("/consumer/.*", "").replaceFirst("^.*/", ""));
    }

    private static Consumer consumer(Stream stream, Params params) {
        String arn = params.text("ConsumerARN");
        String name = params.text("ConsumerName");
        return stream.consumers().stream()
                .filter(each ->
                        arn == null ? each.name().equals(name) : each.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "ResourceNotFoundException",
                        "Consumer %s, stream %s not found.".formatted(arn == null ? name : arn, stream.name())));
    }
}
