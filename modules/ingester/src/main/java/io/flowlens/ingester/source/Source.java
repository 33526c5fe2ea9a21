package io.flowlens.ingester.source;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A way in: named shards, each an ordered run of records that can be read again from any position.
 *
 * <p>Safe for use by several threads; the readers and decoders it makes belong to one thread each.
 */
public interface Source {

    /** Kind and name, {@code kinesis:flow-logs}: the start of every position key, so it must never change. */
    String name();

    /**
     * The shards there are now, closed ones too as long as they can be read.
     *
     * @throws SourceException when the source does not answer
     */
    List<Shard> shards();

    /**
     * True when shards will come that {@link #shards()} does not know yet, now or later. A source of which everything has
     * been seen says false, and is finished when its shards are.
     */
    default boolean expectsMore() {
        return false;
    }

    /**
     * Told when the end of a shard is committed, again and again as long as {@link #shards()} lists it: whatever keeps it
     * there can be let go.
     */
    default void committed(Shard shard) {}

    /**
     * How long after its end a shard may be listed again; then its position is deleted. Empty: for ever, as for what can
     * be given to the ingester a second time.
     *
     * @throws SourceException when the source does not answer
     */
    default Optional<Duration> retention() {
        return Optional.empty();
    }

    /** Opens a shard; nothing is asked of the source before the first {@link ShardReader#read()}. */
    ShardReader open(Shard shard, Start start);

    /** Opens a shard for a short look back at what was read before. */
    default ShardReader openAgain(Shard shard, Start start) {
        return open(shard, start);
    }

    /** Makes sense of this source's records; not thread-safe, so every thread asks for its own. */
    Decoder decoder();
}
