package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.EventSource;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A shard's records pushed to one consumer as they come, for five of AWS's minutes or until another takes over. */
final class ShardSubscription implements EventSource {

    private static final Duration LIFE = Duration.ofMinutes(5);
    /** Without records an event says as often that there are none: so a client sees that the other side lives. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Region region;
    private final Object lock;
    private final Stream stream;
    private final Shard shard;
    private final Instant began;
    private final Instant ends;
    private String after;
    private boolean ended;

    /** @param lock the monitor that guards the service, told when records come */
    ShardSubscription(Region region, Object lock, Stream stream, Shard shard, String after) {
        this.region = region;
        this.lock = lock;
        this.stream = stream;
        this.shard = shard;
        this.after = after;
        this.began = region.now();
        this.ends = region.after(LIFE);
    }

    Instant began() {
        return began;
    }

    boolean isOver() {
        return ended || !region.now().isBefore(ends);
    }

    /** Ends it at once; called under the lock. */
    void end() {
        ended = true;
        lock.notifyAll();
    }

    @Override
    public Optional<Tree> next() throws InterruptedException {
        synchronized (lock) {
            Instant heartbeat = region.now().plus(HEARTBEAT);
            Instant until = heartbeat.isBefore(ends) ? heartbeat : ends;
            while (!isOver()
                    && shard.isOpen()
                    && shard.after(after).isEmpty()
                    && region.now().isBefore(until)) {
                lock.wait(Math.max(1, Duration.between(region.now(), until).toMillis()));
            }
            return isOver() || stream.isGone(region.now()) ? Optional.empty() : Optional.of(event());
        }
    }

    private Tree event() {
        ReadPage page = ReadPage.of(stream, shard, after, region.now());
        after = page.after();
        ended = page.ended();
        List<Tree> children = ended ? page.children() : null;
        return Tree.of(
                "SubscribeToShardEvent",
                Tree.of(
                        "Records",
                        page.records(),
                        "ContinuationSequenceNumber",
                        ended ? null : after,
                        "MillisBehindLatest",
                        page.behind(),
                        "ChildShards",
                        children));
    }
}
