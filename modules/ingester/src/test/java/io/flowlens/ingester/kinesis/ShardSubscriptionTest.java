package io.flowlens.ingester.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisServiceClientConfiguration;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

class ShardSubscriptionTest {

    private final Upstream upstream = new Upstream();
    private final ShardSubscription subscription = new ShardSubscription(
            new FanOut(null, upstream, KinesisSettings.of("stream"), "flowlens"),
            SubscribeToShardRequest.builder().build());

    @Test
    void asksForAnEventOnlyWhenTheOneBeforeWasTaken() {
        assertThat(upstream.asked).isEqualTo(1);

        upstream.push();
        assertThat(upstream.asked).isEqualTo(1);

        assertThat(subscription.take()).isNotNull();
        assertThat(upstream.asked).isEqualTo(2);
        assertThat(subscription.take()).isNull();
        assertThat(upstream.asked).isEqualTo(2);
    }

    @Test
    void cancelsWhatItHasSubscribedTo() {
        subscription.cancel();

        assertThat(upstream.cancelled).isTrue();
        assertThat(subscription.isOver()).isTrue();
    }

    /** Kinesis, with a hand on the tap. */
    private static final class Upstream implements KinesisAsyncClient, Subscription {

        private Subscriber<? super SubscribeToShardEventStream> subscriber;
        private long asked;
        private boolean cancelled;

        @Override
        public CompletableFuture<Void> subscribeToShard(
                SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
            handler.onEventStream(SdkPublisher.adapt(to -> {
                subscriber = to;
                to.onSubscribe(this);
            }));
            return new CompletableFuture<>();
        }

        void push() {
            subscriber.onNext(SubscribeToShardEvent.builder().build());
        }

        @Override
        public void request(long count) {
            asked += count;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public KinesisServiceClientConfiguration serviceClientConfiguration() {
            throw new UnsupportedOperationException("has none");
        }

        @Override
        public void close() {}
    }
}
