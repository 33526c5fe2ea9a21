package io.flowlens.cli.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The newest of the things that are added; never holds more than that many. */
final class Newest<T> {

    /** Things of one time keep the order in which they came. */
    private record Place<T>(long time, long number, T thing) {}

    private final int most;
    private final PriorityQueue<Place<T>> kept = new PriorityQueue<>(order());
    private long added;

    Newest(int most) {
        this.most = most;
    }

    /** @param time any clock's, as long as it is the same for all */
    void add(long time, T thing) {
        kept.add(new Place<>(time, added++, thing));
        if (kept.size() > most) {
            kept.remove();
        }
    }

    boolean isFull() {
        return kept.size() == most;
    }

    /** How many older ones had to go. */
    long leftOut() {
        return added - kept.size();
    }

    List<T> oldestFirst() {
        List<Place<T>> sorted = new ArrayList<>(kept);
        sorted.sort(order());
        return sorted.stream().map(Place::thing).toList();
    }

    private static <T> Comparator<Place<T>> order() {
        return Comparator.<Place<T>>comparingLong(Place::time).thenComparingLong(Place::number);
    }
}
