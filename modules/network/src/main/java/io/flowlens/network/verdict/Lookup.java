package io.flowlens.network.verdict;

import io.flowlens.network.Mentions;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Resource;
import io.flowlens.network.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the history as of one moment and remembers what it read and for how long that held, so that the answer can be
 * kept until one of its grounds changes.
 *
 * <p>What was first seen later than the horizon is not taken into account: when the flow is judged live, nobody knows of it
 * yet, and a flow judged again must get the same verdict.
 */
final class Lookup {

    /** Something that was read, and what it was then. */
    private record Ground(Function<NetworkHistory, Object> source, Object seen) {}

    private final NetworkHistory history;
    private final long millis;
    private final long horizon;
    private final Tolerance tolerance;
    private final long version;
    private final List<Ground> grounds = new ArrayList<>();
    private long from = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;
    private long leastHorizon = Long.MIN_VALUE;
    private long horizonEnd = Long.MAX_VALUE;

    Lookup(NetworkHistory history, long millis, long horizon, Tolerance tolerance) {
        this.version = history.version(); // before anything is read
        this.history = history;
        this.millis = millis;
        this.horizon = horizon;
        this.tolerance = tolerance;
        grounds.add(new Ground(NetworkHistory::began, history.began()));
    }

    <R extends Resource> Optional<R> find(Class<R> kind, String id) {
        Timeline timeline = history.timeline(id);
        grounds.add(new Ground(now -> now.timeline(id), timeline));
        return state(kind, timeline);
    }

    /** The same for a resource found through mentions: they are renewed when it changes, so they are ground enough. */
    <R extends Resource> Optional<R> findMentioned(Class<R> kind, String id) {
        return state(kind, history.timeline(id));
    }

    Mentions read(Function<NetworkHistory, Mentions> source) {
        Mentions mentions = source.apply(history);
        grounds.add(new Ground(source::apply, mentions));
        return mentions;
    }

    /** A new lookup at the same moment. */
    Lookup again() {
        return new Lookup(history, millis, horizon, tolerance);
    }

    /** Whether the other one found what this would find. */
    boolean isCoveredBy(Lookup other) {
        return other.covers(millis, horizon);
    }

    /** Takes over what another lookup rests on. */
    void join(Lookup other) {
        grounds.addAll(other.grounds);
        narrow(other.from, other.until);
        leastHorizon = Math.max(leastHorizon, other.leastHorizon);
        horizonEnd = Math.min(horizonEnd, other.horizonEnd);
    }

    boolean stillHolds() {
        if (history.version() == version) {
            return true;
        }
        for (Ground ground : grounds) {
            if (!ground.source().apply(history).equals(ground.seen())) {
                return false;
            }
        }
        return true;
    }

    long firstSeen(String id) {
        return history.timeline(id).firstSeen();
    }

    long sinceOf(String id) {
        return history.timeline(id).spanAt(millis, 0).from();
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    /** The first horizon at which the same lookup takes nothing into account that it must not. */
    long leastHorizon() {
        return leastHorizon;
    }

    /** The first horizon at which the same lookup would have to take more into account. */
    long horizonEnd() {
        return horizonEnd;
    }

    /** Whether a lookup at that moment and with that horizon would find the same. */
    boolean covers(long moment, long itsHorizon) {
        return from <= moment && moment < until && leastHorizon <= itsHorizon && itsHorizon < horizonEnd;
    }

    private <R extends Resource> Optional<R> state(Class<R> kind, Timeline timeline) {
        long firstSeen = timeline.firstSeen();
        long allowed = tolerance.of(timeline, history.began());
        boolean dated = millis < firstSeen && millis >= firstSeen - allowed;
        if (dated && firstSeen > horizon && !tolerance.wasThere(timeline, history.began())) {
            narrow(firstSeen - allowed, firstSeen);
            horizonEnd = Math.min(horizonEnd, firstSeen);
            return Optional.empty();
        }
        Timeline.Span span = timeline.spanAt(millis, allowed);
        narrow(span.from(), span.until());
        if (span.from() < firstSeen && span.until() > firstSeen && !tolerance.wasThere(timeline, history.began())) {
            leastHorizon = Math.max(leastHorizon, firstSeen);
        }
        return Optional.ofNullable(span.state()).filter(kind::isInstance).map(kind::cast);
    }

    private void narrow(long start, long end) {
        from = Math.max(from, start);
        until = Math.min(until, end);
    }
}
