package io.flowlens.network;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** When anything changed at all, and when anything was seen for the first time. One writer, any number of readers. */
final class ChangeTimes {

    private final NavigableSet<Long> changes = new ConcurrentSkipListSet<>();
    private final NavigableSet<Long> firstSightings = new ConcurrentSkipListSet<>();

    void add(Timeline timeline) {
        if (!timeline.sightings().isEmpty()) {
            firstSightings.add(timeline.firstSeen());
            timeline.sightings().forEach(sighting -> changes.add(sighting.seenAt()));
        }
    }

    /** See {@link NetworkHistory#unchangedAround}. */
    NetworkHistory.Stretch around(long millis, long... tolerances) {
        var stretch = between(changes, millis, 0);
        for (long tolerance : tolerances) {
            stretch = stretch.and(between(firstSightings, millis, tolerance));
        }
        return stretch;
    }

    private static NetworkHistory.Stretch between(NavigableSet<Long> times, long millis, long earlier) {
        Long from = times.floor(millis + earlier);
        Long until = times.higher(millis + earlier);
        return new NetworkHistory.Stretch(
                from == null ? Long.MIN_VALUE : from - earlier, until == null ? Long.MAX_VALUE : until - earlier);
    }
}
