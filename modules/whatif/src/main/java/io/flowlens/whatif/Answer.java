package io.flowlens.whatif;

import io.flowlens.network.verdict.Effect;
import java.util.List;
import java.util.Map;

/**
 * What a changed network would have done with a recording.
 *
 * @param lines of flow logs that were read
 * @param flows by what would have become of them
 * @param affected whom it concerns, the most flows first
 * @param rest flows of those that are past the number of paths kept, by effect
 * @param left what could not be used, and how much of it
 * @param notes what the change says of itself
 */
public record Answer(
        long lines,
        Map<Effect, Long> flows,
        List<Affected> affected,
        Map<Effect, Long> rest,
        Left left,
        List<String> notes) {

    /**
     * What could not be used.
     *
     * @param unreadable lines that are no record
     * @param withoutFlow lines of NODATA and SKIPDATA
     * @param inventory records of the inventory that make no sense
     */
    public record Left(long unreadable, long withoutFlow, long inventory) {}

    public Answer {
        flows = Map.copyOf(flows);
        affected = List.copyOf(affected);
        rest = Map.copyOf(rest);
        notes = List.copyOf(notes);
    }

    public long flows(Effect effect) {
        return flows.getOrDefault(effect, 0L);
    }

    /** All that were accepted and would be rejected, or the other way round. */
    public List<Affected> affected(Effect effect) {
        return affected.stream().filter(one -> one.effect() == effect).toList();
    }

    /** Flows of that effect whose path is not among those kept. */
    public long more(Effect effect) {
        return rest.getOrDefault(effect, 0L);
    }
}
