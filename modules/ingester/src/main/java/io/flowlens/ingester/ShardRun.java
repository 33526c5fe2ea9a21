package io.flowlens.ingester;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.topics.IngestPosition;

/** One shard while it is read: where it came to. Belongs to the thread of its session. */
final class ShardRun {

    private final Source source;
    private final Shard shard;
    private final Forwarder forwarder;
    private IngestPosition position;

    /** @param position the one to go on from */
    ShardRun(Source source, Shard shard, Forwarder forwarder, IngestPosition position) {
        this.source = source;
        this.shard = shard;
        this.forwarder = forwarder;
        this.position = position;
    }

    /** The key of a shard's position. */
    static String key(Source source, String shardId) {
        return source.name() + ":" + shardId;
    }

    String key() {
        return key(source, shard.id());
    }

    Source source() {
        return source;
    }

    Shard shard() {
        return shard;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    IngestPosition position() {
        return position;
    }

    void moveTo(IngestPosition next) {
        position = next;
    }
}
