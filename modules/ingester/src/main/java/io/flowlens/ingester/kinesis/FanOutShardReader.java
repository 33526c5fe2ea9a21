package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.Backoff;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/**
 * Has one shard's records pushed to it (enhanced fan-out), and subscribes again when the subscription is over.
 *
 * <p>Whose subscription ends soonest after another's begin is refused for five seconds: so is who takes a shard over from
 * an ingester that has just subscribed.
 */
final class FanOutShardReader implements ShardReader {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration CONSUMER_IN_THE_MAKING = Duration.ofSeconds(1);

    private final KinesisSource source;
    private final FanOut fanOut;
    private final ShardPlace place;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private ShardSubscription subscription;

    FanOutShardReader(KinesisSource source, FanOut fanOut, String shardId, Start start) {
        this.source = source;
        this.fanOut = fanOut;
        this.place = new ShardPlace(source, shardId, start);
    }

    @Override
    public Page read() {
        if (subscription == null) {
            return subscribe();
        }
        boolean over = subscription.isOver();
        SubscribeToShardEvent event = subscription.take();
        if (event != null) {
            return page(event);
        }
        if (over) {
            return ended(subscription.failure());
        }
        if (subscription.isSilent()) {
            close();
            throw refused(SdkClientException.create("nothing was heard from Kinesis"));
        }
        return Page.nothing(place.millisBehind(), LOOK_AGAIN);
    }

    private Page subscribe() {
        Optional<String> consumer = fanOut.consumer();
        if (consumer.isEmpty()) {
            return Page.nothing(place.millisBehind(), CONSUMER_IN_THE_MAKING);
        }
        subscription = new ShardSubscription(
                fanOut,
                SubscribeToShardRequest.builder()
                        .consumerARN(consumer.get())
                        .shardId(place.shardId())
                        .startingPosition(place.position())
                        .build());
        return Page.nothing(place.millisBehind(), LOOK_AGAIN);
    }

    private Page page(SubscribeToShardEvent event) {
        backoff.reset();
        List<SourceRecord> records = place.moveBehind(event.records(), event.millisBehindLatest());
        boolean ended = event.continuationSequenceNumber() == null;
        if (!ended) {
            // It moves on through a shard that holds nothing for this reader, too.
            place.moveTo(event.continuationSequenceNumber(), source.clock().millis() - place.millisBehind());
        }
        return new Page(records, place.millisBehind(), ended, Duration.ZERO);
    }

    /** Every five minutes without a failure; else what failed says whether to wait, to begin elsewhere or to complain. */
    private Page ended(Throwable failure) {
        subscription = null;
        if (isRefusal(failure)) {
            source.throttles().increment();
            return Page.nothing(place.millisBehind(), backoff.next());
        }
        if (failure instanceof InvalidArgumentException refusal) {
            place.refused(refusal);
        } else if (failure instanceof ResourceNotFoundException notFound) {
            fanOut.forget();
            throw refused(notFound);
        } else if (failure != null) {
            throw refused(
                    failure instanceof SdkException cause
                            ? cause
                            : SdkClientException.create(String.valueOf(failure.getMessage()), failure));
        }
        return Page.nothing(place.millisBehind(), Duration.ZERO);
    }

    /** Asked too soon or too often. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ResourceInUseException
                || failure instanceof LimitExceededException
                || failure instanceof AwsServiceException refusal && refusal.isThrottlingException();
    }

    private SourceException refused(SdkException cause) {
        return source.refused("subscribe to shard " + place.shardId() + " of", cause);
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
            subscription = null;
        }
    }
}
