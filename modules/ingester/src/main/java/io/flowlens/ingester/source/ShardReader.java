package io.flowlens.ingester.source;

/** Reads one shard, front to back. */
public interface ShardReader extends AutoCloseable {

    /**
     * The next records, possibly none. Asks once and does not wait for records to come: {@link Page#pause()} says when
     * to ask again.
     *
     * @throws SourceException when the source does not answer; the next call goes on where this one stood
     */
    Page read();

    /** Lets go of what it holds open. */
    @Override
    default void close() {}
}
