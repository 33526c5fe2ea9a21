package io.flowlens.ingester;

import io.flowlens.ingester.source.Page;
import io.flowlens.topics.IngestPosition;

/**
 * A page on its way from the thread that reads a shard to the one that writes.
 *
 * @param recalledUpTo null for a page to forward; else its records up to that position are only taken note of, since they
 *     were forwarded before
 */
record Arrival(ShardRun run, Page page, IngestPosition recalledUpTo) {

    boolean isRecall() {
        return recalledUpTo != null;
    }
}
