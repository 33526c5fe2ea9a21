package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.envelope.EnvelopeReader;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.flowlens.topics.IngestPosition;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;

/** A Kinesis stream that a CloudWatch Logs subscription writes to, read by polling or by enhanced fan-out. */
public final class KinesisSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisSource.class);

    /** Kinesis keeps records this long at least, so younger positions need no question. */
    private static final Duration LEAST_RETENTION = Duration.ofHours(24);

    private final KinesisClient kinesis;
    private final KinesisSettings settings;
    /** Null when shards are polled. */
    private final FanOut fanOut;

    private final Clock clock;
    private final Counter throttles;
    private final Counter possibleLosses;
    private volatile Set<String> closed = Set.of();

    /**
     * Polls.
     *
     * @param kinesis made and closed by the caller
     */
    public KinesisSource(KinesisClient kinesis, KinesisSettings settings, Meters meters, Clock clock) {
        this(kinesis, settings, null, meters, clock);
    }

    private KinesisSource(KinesisClient kinesis, KinesisSettings settings, FanOut fanOut, Meters meters, Clock clock) {
        this.kinesis = kinesis;
        this.settings = settings;
        this.fanOut = fanOut;
        this.clock = clock;
        this.throttles = meters.counter(IngesterMeter.THROTTLES.spec());
        this.possibleLosses = meters.counter(IngesterMeter.POSSIBLE_LOSSES.spec());
    }

    /**
     * Has records pushed to a consumer of its own (enhanced fan-out): no reads shared with others, and less delay, for a
     * price. Whoever follows the stream under the same consumer's name must be an ingester that shares the work.
     *
     * @param pushing made and closed by the caller, as {@code kinesis} is; over HTTP/2 on AWS
     * @param consumer the name to register, if it is not registered yet
     * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html">AWS on enhanced fan-out</a>
     */
    public static KinesisSource withFanOut(
            KinesisClient kinesis,
            KinesisAsyncClient pushing,
            KinesisSettings settings,
            String consumer,
            Meters meters,
            Clock clock) {
        FanOut fanOut = new FanOut(kinesis, pushing, settings, consumer);
        return new KinesisSource(kinesis, settings, fanOut, meters, clock);
    }

    @Override
    public String name() {
        return "kinesis:" + settings.name();
    }

    @Override
    public List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        String token = null;
        do {
            ListShardsResponse page = list(token);
            page.shards().forEach(shard -> shards.add(shard(shard)));
            token = page.nextToken();
        } while (token != null);
        closed = shards.stream().filter(Shard::closed).map(Shard::id).collect(Collectors.toUnmodifiableSet());
        return shards;
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        return fanOut == null
                ? new KinesisShardReader(this, shard.id(), start)
                : new FanOutShardReader(this, fanOut, shard.id(), start);
    }

    /** Polls: a subscription that ends at once would keep the next one waiting for five seconds. */
    @Override
    public ShardReader openAgain(Shard shard, Start start) {
        return new KinesisShardReader(this, shard.id(), start);
    }

    @Override
    public Decoder decoder() {
        return new EnvelopeReader(settings.inflater());
    }

    private ListShardsResponse list(String token) {
        ListShardsRequest.Builder request = ListShardsRequest.builder();
        if (token != null) {
            request.nextToken(token); // it names the stream itself
        } else if (settings.isArn()) {
            request.streamARN(settings.stream());
        } else {
            request.streamName(settings.stream());
        }
        try {
            return kinesis.listShards(request.build());
        } catch (SdkException e) {
            throw refused("list the shards of", e);
        }
    }

    private static Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
        List<String> parents = Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .filter(Objects::nonNull)
                .toList();
        boolean closed = shard.sequenceNumberRange() != null
                && shard.sequenceNumberRange().endingSequenceNumber() != null;
        return new Shard(shard.shardId(), parents, closed);
    }

    @Override
    public Optional<Duration> retention() {
        try {
            return Optional.of(askRetention());
        } catch (SdkException e) {
            throw refused("ask for the retention of", e);
        }
    }

    KinesisClient client() {
        return kinesis;
    }

    KinesisSettings settings() {
        return settings;
    }

    /** Whether the shard was closed when the shards were listed last. */
    boolean isClosed(String shardId) {
        return closed.contains(shardId);
    }

    Clock clock() {
        return clock;
    }

    Counter throttles() {
        return throttles;
    }

    /**
     * A position that Kinesis has trimmed may still be taken, and reading then goes on with the oldest record in silence.
     * Everything up to {@code committed - millisBehind} was read; what the stream has thrown away since then was not.
     */
    void warnWhenOutlived(String shardId, IngestPosition position) {
        Instant readUpTo = Instant.ofEpochMilli(position.committed() - position.millisBehind());
        Duration unread = Duration.between(readUpTo, clock.instant());
        if (unread.compareTo(LEAST_RETENTION) > 0 && unread.compareTo(askRetention()) > 0) {
            possibleLoss(shardId, "it was read up to " + readUpTo + ", and the stream keeps less than that");
        }
    }

    void possibleLoss(String shardId, String why) {
        possibleLosses.increment();
        LOG.warn(
                "records of shard {} of stream {} may be lost: {}; reading goes on with the oldest record",
                shardId,
                settings.stream(),
                why);
    }

    private Duration askRetention() {
        DescribeStreamSummaryRequest.Builder request = DescribeStreamSummaryRequest.builder();
        if (settings.isArn()) {
            request.streamARN(settings.stream());
        } else {
            request.streamName(settings.stream());
        }
        return Duration.ofHours(kinesis.describeStreamSummary(request.build())
                .streamDescriptionSummary()
                .retentionPeriodHours());
    }

    SourceException refused(String what, SdkException cause) {
        return new SourceException(
                "cannot %s Kinesis stream %s: %s".formatted(what, settings.stream(), cause.getMessage()), cause);
    }
}
