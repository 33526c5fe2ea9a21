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
 */
final class Lookup {

    /** Something that was read, and what it was then. */
    private record Ground(Function<NetworkHistory, Object> source, Object seen) {}

    private final NetworkHistory history;
    private final long millis;
    private final Tolerance tolerance;
    private final List<Ground> grounds = new ArrayList<>();
    private long from = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    Lookup(NetworkHistory history, long millis, Tolerance tolerance) {
        this.history = history;
        this.millis = millis;
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

    /** Takes over what another lookup rests on. */
    void join(Lookup other) {
        grounds.addAll(other.grounds);
        narrow(other.from, other.until);
    }

    boolean stillHolds() {
        return grounds.stream()
                .allMatch(ground -> ground.source().apply(history).equals(ground.seen()));
    }

    /** Why something is not there: it was first seen after this moment, or it was not. */
    Note missing(String id, Note.Kind otherwise) {
        long firstSeen = history.timeline(id).firstSeen();
        return firstSeen != Long.MAX_VALUE && firstSeen > millis
                ? new Note(Note.Kind.INVENTORY_GAP, id + " was first seen long after this flow")
                : new Note(otherwise, "the inventory did not hold " + id);
    }

    long firstSeen(String id) {
        long seen = history.timeline(id).firstSeen();
        return seen == Long.MAX_VALUE ? Long.MIN_VALUE : seen;
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

    boolean covers(long moment) {
        return from <= moment && moment < until;
    }

    private <R extends Resource> Optional<R> state(Class<R> kind, Timeline timeline) {
        Timeline.Span span = timeline.spanAt(millis, tolerance.of(timeline, history.began()));
        narrow(span.from(), span.until());
        return Optional.ofNullable(span.state()).filter(kind::isInstance).map(kind::cast);
    }

    private void narrow(long start, long end) {
        from = Math.max(from, start);
        until = Math.min(until, end);
    }
}
