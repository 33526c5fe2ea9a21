package io.flowlens.ingester.source;

import java.util.List;

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

    /** Opens a shard; nothing is asked of the source before the first {@link ShardReader#read()}. */
    ShardReader open(Shard shard, Start start);

    /** Makes sense of this source's records; not thread-safe, so every thread asks for its own. */
    Decoder decoder();
}
