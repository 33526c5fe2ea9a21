package io.flowlens.ingester.kinesis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * One subscription to a shard, while it lasts: five minutes on AWS. An event is asked for when the one before was taken, so
 * a reader that is slow makes Kinesis wait. Written by a thread of the client, read by one of ours.
 */
final class ShardSubscription implements Subscriber<SubscribeToShardEventStream> {

    /** Kinesis sends an event every few seconds, if only to say that there is nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final ConcurrentLinkedQueue<SubscribeToShardEvent> events = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> call;
    private volatile Subscription upstream;
    private volatile long askedAt = System.nanoTime();
    private volatile boolean cancelled;

    ShardSubscription(FanOut fanOut, SubscribeToShardRequest request) {
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onEventStream(publisher -> publisher.subscribe(this))
                .build();
        call = fanOut.client().subscribeToShard(request, handler);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        if (cancelled) {
            subscription.cancel();
        } else {
            ask();
        }
    }

    @Override
    public void onNext(SubscribeToShardEventStream event) {
        if (event instanceof SubscribeToShardEvent records) {
            events.add(records);
        } else {
            ask();
        }
    }

    @Override
    public void onError(Throwable cause) {
        // The call fails with it, too.
    }

    @Override
    public void onComplete() {
        // The call completes, too.
    }

    /** The next event, or null when there is none yet. */
    SubscribeToShardEvent take() {
        SubscribeToShardEvent event = events.poll();
        if (event != null) {
            ask();
        }
        return event;
    }

    /** True when no event will come that is not there already. */
    boolean isOver() {
        return call.isDone();
    }

    /** What ended it before its time, or null; asked when it is over. */
    Throwable failure() {
        try {
            call.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** True when Kinesis owes an event for longer than it is ever silent. */
    boolean isSilent() {
        return events.isEmpty() && System.nanoTime() - askedAt > SILENCE.toNanos();
    }

    void cancel() {
        cancelled = true;
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
        call.cancel(true);
    }

    private void ask() {
        askedAt = System.nanoTime();
        upstream.request(1);
    }
}
