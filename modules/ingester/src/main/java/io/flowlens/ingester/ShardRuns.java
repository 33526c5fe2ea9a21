package io.flowlens.ingester;

import io.flowlens.ingester.ShardPump.Recall;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards of one partition: finds those that may be read and reads each in a thread. Used by one session's thread. */
final class ShardRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardRuns.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_PARENTS = Duration.ofSeconds(1);

    private record Reading(ShardPump pump, Thread thread) {}

    private final Context context;
    private final int partition;
    private final Positions positions;
    private final Outbox outbox;
    private final Inbox inbox;
    private final RecentEvents recent = new RecentEvents();
    private final Map<String, Reading> readings = new HashMap<>();
    private final Map<String, Forwarder> forwarders = new HashMap<>();
    /** Committed here a moment ago: readers of the topic may not see it yet. */
    private final Map<String, IngestPosition> ended = new HashMap<>();

    private final GoneShards gone;

    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private long nextLook = System.nanoTime();

    ShardRuns(Context context, int partition, Positions positions, Outbox outbox, Inbox inbox) {
        this.context = context;
        this.partition = partition;
        this.positions = positions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.gone = new GoneShards(positions);
        for (Source source : context.sources()) {
            forwarders.put(source.name(), new Forwarder(source.decoder(), recent, outbox, context.settings()));
        }
    }

    /** Starts what may be read by now, if it is time to look; throws what ended a reader for good. */
    void lookAround() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        positions.refresh();
        boolean waiting = false;
        for (Source source : context.sources()) {
            waiting |= startShards(source);
        }
        if (outbox.isOpen()) {
            outbox.commit(); // first positions, before anything is read
        }
        nextLook = System.nanoTime() + (waiting ? WAIT_FOR_PARENTS : LOOK_AROUND).toNanos();
    }

    /** The shard was read to its end and that is committed: its children's turn. */
    void ended(ShardRun run) {
        ended.put(run.key(), run.position());
        run.source().committed(run.shard());
        readings.remove(run.key());
        context.progress().left(run.key());
        nextLook = System.nanoTime();
    }

    private boolean startShards(Source source) {
        List<Shard> shards;
        try {
            shards = source.shards();
            context.progress().readable(source.name());
        } catch (SourceException e) {
            context.progress().unreadable(source.name(), e.getMessage());
            LOG.warn("{}; asking again in {} s", e.getMessage(), LOOK_AROUND.toSeconds());
            return false;
        }
        Lineage lineage = new Lineage(
                shards,
                id -> position(ShardRun.key(source, id)),
                context.settings().start());
        boolean waiting = false;
        for (Shard shard : shards) {
            String key = ShardRun.key(source, shard.id());
            if (shard.closed() && hasEnded(key)) {
                source.committed(shard);
            }
            if (positions.partition(key) == partition && !readings.containsKey(key)) {
                lineage.start(shard).ifPresent(start -> begin(source, shard, start, shards));
                waiting |= !readings.containsKey(key) && !shard.closed();
            }
        }
        gone.of(source, shards, partition, context.clock().millis()).forEach(this::forget);
        return waiting;
    }

    private boolean hasEnded(String key) {
        IngestPosition position = position(key);
        return position != null && position.ended();
    }

    private void forget(String key) {
        LOG.info("forgetting the position of {}: the shard is gone", key);
        ended.remove(key);
        outbox.forget(key);
    }

    private void begin(Source source, Shard shard, Start start, List<Shard> shards) {
        String key = ShardRun.key(source, shard.id());
        IngestPosition position = position(key);
        if (position == null || position.ended()) {
            ended.remove(key);
            long now = context.clock().millis();
            position = new IngestPosition(null, now, now, 0, false);
            outbox.position(key, position);
        }
        ShardRun run = new ShardRun(source, shard, forwarders.get(source.name()), position);
        List<Recall> recalls = position.sequenceNumber() == null
                ? parentsEnds(source, shard, shards)
                : List.of(new Recall(shard, position));
        ShardPump pump =
                new ShardPump(run, start, recalls, inbox, context.progress(), e -> failure.compareAndSet(null, e));
        Thread thread = new Thread(pump, context.group() + "-" + partition + "-" + shard.id());
        thread.setDaemon(true);
        readings.put(key, new Reading(pump, thread));
        context.progress().behind(key, position.millisBehind());
        LOG.info("reading {} from {}", key, start);
        thread.start();
    }

    private IngestPosition position(String key) {
        IngestPosition here = ended.get(key);
        return here == null ? positions.of(key) : here;
    }

    private List<Recall> parentsEnds(Source source, Shard shard, List<Shard> shards) {
        List<Recall> recalls = new ArrayList<>();
        for (Shard parent : shards) {
            IngestPosition end = position(ShardRun.key(source, parent.id()));
            if (shard.parents().contains(parent.id()) && end != null && end.sequenceNumber() != null) {
                recalls.add(new Recall(parent, end));
            }
        }
        return recalls;
    }

    /** Tells the readers to stop. Does not wait: what they still bring goes nowhere. */
    @Override
    public void close() {
        readings.forEach((key, reading) -> {
            reading.pump().stop();
            reading.thread().interrupt();
            context.progress().left(key);
        });
    }
}
