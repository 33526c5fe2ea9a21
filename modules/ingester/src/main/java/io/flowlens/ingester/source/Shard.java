package io.flowlens.ingester.source;

import java.util.List;

/**
 * One ordered part of a source.
 *
 * @param parents the shards it was split or merged from: their records come before its own
 * @param closed true when nothing will be added to it
 */
public record Shard(String id, List<String> parents, boolean closed) {

    public Shard {
        parents = List.copyOf(parents);
    }
}
