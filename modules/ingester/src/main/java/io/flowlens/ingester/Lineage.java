package io.flowlens.ingester;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says which shards may be read now, and from where: parents to their end before their children, so that the lines of an
 * interface stay in order across a reshard.
 *
 * <p>A shard without a position is new. If it goes on where a shard that is followed ended, all of it is read; if not, the
 * configured start holds. With {@link Start.Latest} closed shards that nobody follows are left alone: everything in them
 * is older than "latest".
 */
final class Lineage {

    private final Map<String, Shard> shards = new HashMap<>();
    private final Function<String, IngestPosition> positions;
    private final Start configured;

    /** @param positions by shard id; null for a shard that has none */
    Lineage(List<Shard> listed, Function<String, IngestPosition> positions, Start configured) {
        listed.forEach(shard -> shards.put(shard.id(), shard));
        this.positions = positions;
        this.configured = configured;
    }

    /** Where to begin with a shard, or empty when it is not to be read (yet). */
    Optional<Start> start(Shard shard) {
        IngestPosition position = positions.apply(shard.id());
        if (position != null) {
            return resumed(shard, position);
        }
        if (!followed(shard, new HashSet<>()) || shard.parents().stream().anyMatch(this::isUnread)) {
            return Optional.empty();
        }
        return Optional.of(isContinuation(shard, new HashSet<>()) ? continued(shard) : configured);
    }

    /** All of it, but for a configured time that no record of the parents has reached. */
    private Start continued(Shard shard) {
        return configured instanceof Start.At && shard.parents().stream().noneMatch(this::hasBeenRead)
                ? configured
                : new Start.Oldest();
    }

    private boolean hasBeenRead(String parent) {
        IngestPosition position = positions.apply(parent);
        return position != null && position.sequenceNumber() != null;
    }

    private Optional<Start> resumed(Shard shard, IngestPosition position) {
        if (position.ended()) {
            // An open shard cannot have ended: the source was made anew under its old name.
            return shard.closed() ? Optional.empty() : Optional.of(new Start.Oldest());
        }
        return Optional.of(
                position.sequenceNumber() == null ? fromTheFirst(shard, position) : new Start.After(position));
    }

    /** Nothing was read yet. "Latest" was when the shard was taken up, not now. */
    private Start fromTheFirst(Shard shard, IngestPosition position) {
        if (isContinuation(shard, new HashSet<>())) {
            return continued(shard);
        }
        return configured instanceof Start.Latest ? new Start.At(Instant.ofEpochMilli(position.arrived())) : configured;
    }

    private boolean isUnread(String parent) {
        IngestPosition position = positions.apply(parent);
        Shard shard = shards.get(parent);
        boolean readable = shard != null && followed(shard, new HashSet<>());
        return readable && (position == null || !position.ended());
    }

    private boolean followed(Shard shard, Set<String> seen) {
        return !(configured instanceof Start.Latest)
                || !shard.closed()
                || positions.apply(shard.id()) != null
                || isContinuation(shard, seen);
    }

    /** True when a parent is or was read, so that this shard takes up where that one ended. */
    private boolean isContinuation(Shard shard, Set<String> seen) {
        for (String parent : shard.parents()) {
            Shard listed = shards.get(parent);
            boolean known = positions.apply(parent) != null;
            if (known || listed != null && seen.add(parent) && followed(listed, seen)) {
                return true;
            }
        }
        return false;
    }
}
