package io.flowlens.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every state of one resource and when each was first seen. Immutable: a change makes a new timeline, so a reader that
 * holds one is never surprised.
 */
public final class Timeline {

    static final Timeline EMPTY = new Timeline(List.of());

    /** A state from the moment it was seen; {@code null} when the resource was gone. */
    record Sighting(long seenAt, Resource state) {}

    private final List<Sighting> sightings;

    private Timeline(List<Sighting> sightings) {
        this.sightings = sightings;
    }

    /** The state in force, empty when the resource did not exist or had not been seen yet. */
    public Optional<Resource> stateAt(long millis) {
        return Optional.ofNullable(inForceAt(millis));
    }

    /** The same, null instead of empty. */
    Resource inForceAt(long millis) {
        int index = indexAt(millis);
        return index < 0 ? null : sightings.get(index).state();
    }

    /** When the resource was first seen, in epoch milliseconds; {@link Long#MAX_VALUE} if never. */
    public long firstSeen() {
        return sightings.isEmpty() ? Long.MAX_VALUE : sightings.get(0).seenAt();
    }

    /**
     * The state in force with its bounds. A moment before the first sighting, but at most {@code tolerance} before it,
     * gets the first state.
     */
    public Span spanAt(long millis, long tolerance) {
        if (sightings.isEmpty()) {
            return Span.NEVER;
        }
        long known = firstSeen() - tolerance;
        int index = millis >= known ? Math.max(indexAt(millis), 0) : -1;
        if (index < 0) {
            return new Span(Long.MIN_VALUE, known, null);
        }
        long from = index == 0 ? known : sightings.get(index).seenAt();
        long until = index + 1 < sightings.size() ? sightings.get(index + 1).seenAt() : Long.MAX_VALUE;
        return new Span(from, until, sightings.get(index).state());
    }

    /** The changes seen after {@code from} and up to {@code to}, oldest first; the first sighting is one of them. */
    public List<Change> changesBetween(long from, long to) {
        var changes = new ArrayList<Change>();
        for (int index = 0; index < sightings.size(); index++) {
            Sighting after = sightings.get(index);
            boolean something = index > 0 || after.state() != null;
            if (something && after.seenAt() > from && after.seenAt() <= to) {
                Resource before = index == 0 ? null : sightings.get(index - 1).state();
                changes.add(Change.of(before, after.state(), after.seenAt()));
            }
        }
        return changes;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /** This timeline with one more sighting at its own place in time; the same object if it says nothing new. */
    Timeline with(long seenAt, Resource state) {
        int index = indexAt(seenAt);
        Resource inForce = index < 0 ? null : sightings.get(index).state();
        if (sameState(inForce, state)) {
            return this;
        }
        var changed = new ArrayList<>(sightings);
        if (index >= 0 && sightings.get(index).seenAt() == seenAt) {
            changed.set(index, new Sighting(seenAt, state));
        } else {
            changed.add(index + 1, new Sighting(seenAt, state));
        }
        return new Timeline(withoutRepeats(changed));
    }

    /**
     * This timeline without what ended before the moment; the state in force then stays, with its own time, and so does that
     * the resource was gone, if it came back.
     */
    Timeline since(long millis) {
        int index = indexAt(millis);
        return index <= 0 ? this : new Timeline(withoutRepeats(sightings.subList(index, sightings.size())));
    }

    private int indexAt(long millis) {
        int index = sightings.size() - 1;
        while (index >= 0 && sightings.get(index).seenAt() > millis) {
            index--;
        }
        return index;
    }

    /** May begin with the resource being gone, which says that it was known before; but not hold that alone. */
    private static List<Sighting> withoutRepeats(List<Sighting> sightings) {
        var kept = new ArrayList<Sighting>(sightings.size());
        for (Sighting sighting : sightings) {
            if (kept.isEmpty() || !sameState(kept.get(kept.size() - 1).state(), sighting.state())) {
                kept.add(sighting);
            }
        }
        boolean nothing = kept.size() == 1 && kept.get(0).state() == null;
        return nothing ? List.of() : List.copyOf(kept);
    }

    private static boolean sameState(Resource one, Resource other) {
        return one == null ? other == null : one.equals(other);
    }

    /**
     * A state and the time it held.
     *
     * @param from first moment, epoch milliseconds
     * @param until first moment it no longer held; {@link Long#MAX_VALUE} if it still does
     * @param state null when the resource did not exist, or is not known to have
     */
    public record Span(long from, long until, Resource state) {
        static final Span NEVER = new Span(Long.MIN_VALUE, Long.MAX_VALUE, null);
    }
}
