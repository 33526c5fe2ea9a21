package io.flowlens.console.view;

import io.flowlens.topics.Counts;
import java.util.ArrayList;
import java.util.List;

/** Traffic by minute of its end, for the last {@value #KEPT} minutes; what is older is not counted. */
final class Minutes {

    static final int KEPT = 60;
    private static final long MILLIS = 60_000;

    /**
     * What ended within a minute.
     *
     * @param at the minute's beginning, epoch milliseconds
     */
    record Minute(long at, Counts accepted, Counts rejected) {

        private static Minute empty(long number) {
            return new Minute(number * MILLIS, Counts.NONE, Counts.NONE);
        }

        private Minute plus(boolean accept, Counts counts) {
            return accept
                    ? new Minute(at, accepted.plus(counts), rejected)
                    : new Minute(at, accepted, rejected.plus(counts));
        }
    }

    private final Minute[] ring = new Minute[KEPT];
    private long newest = Long.MIN_VALUE;

    void add(long endMillis, boolean accept, Counts counts) {
        long number = Math.floorDiv(endMillis, MILLIS);
        newest = Math.max(newest, number);
        if (number > newest - KEPT) {
            int slot = Math.floorMod(number, KEPT);
            Minute before = ring[slot];
            Minute current = before != null && before.at() == number * MILLIS ? before : Minute.empty(number);
            ring[slot] = current.plus(accept, counts);
        }
    }

    /**
     * All of them without gaps, oldest first: up to now, or up to the newest flow where that is older than all of them, as when
     * old flow logs are read in again.
     */
    List<Minute> upTo(long nowMillis) {
        long now = Math.floorDiv(nowMillis, MILLIS);
        long last = newest != Long.MIN_VALUE && newest <= now - KEPT ? newest : now;
        List<Minute> minutes = new ArrayList<>(KEPT);
        for (long number = last - KEPT + 1; number <= last; number++) {
            Minute minute = ring[Math.floorMod(number, KEPT)];
            minutes.add(minute != null && minute.at() == number * MILLIS ? minute : Minute.empty(number));
        }
        return minutes;
    }
}
