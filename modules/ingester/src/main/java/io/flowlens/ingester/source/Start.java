package io.flowlens.ingester.source;

import io.flowlens.topics.IngestPosition;
import java.time.Instant;

/** Where in a shard to begin. */
public sealed interface Start {

    /** With the oldest record the source still has. */
    record Oldest() implements Start {}

    /** With what arrives from now on. */
    record Latest() implements Start {}

    /** With what arrived at that time or later. */
    record At(Instant time) implements Start {}

    /** With the record after the last one committed; {@code position} has a sequence number. */
    record After(IngestPosition position) implements Start {}
}
