package io.flowlens.ingester;

import io.flowlens.ingester.source.Batch;

/**
 * Remembers the last {@link #CAPACITY} events, to notice when AWS delivers one again. 6 MB, whatever arrives.
 *
 * <p>A ring says which event to forget, an open-addressed table says whether one is there.
 */
final class RecentEvents {

    static final int CAPACITY = 1 << 18;

    private static final int SLOTS = CAPACITY * 2;
    private static final int MASK = SLOTS - 1;

    private final long[] ring = new long[CAPACITY];
    private final long[] table = new long[SLOTS];
    private int next;

    /** Remembers an event; false when it was known. An event without id is always new. */
    boolean add(long id) {
        if (id == Batch.NO_ID) {
            return true;
        }
        int slot = slot(id);
        if (table[slot] == id) {
            return false;
        }
        table[slot] = id;
        long oldest = ring[next];
        ring[next] = id;
        next = (next + 1) & (CAPACITY - 1);
        if (oldest != Batch.NO_ID) {
            remove(slot(oldest));
        }
        return true;
    }

    /** Where the event is, or the free slot where it belongs. */
    private int slot(long id) {
        int slot = (int) id & MASK;
        while (table[slot] != Batch.NO_ID && table[slot] != id) {
            slot = (slot + 1) & MASK;
        }
        return slot;
    }

    /** Closes the gap, so that no look-up ends before the event it is after. */
    private void remove(int slot) {
        int gap = slot;
        table[gap] = Batch.NO_ID;
        for (int at = (gap + 1) & MASK; table[at] != Batch.NO_ID; at = (at + 1) & MASK) {
            int home = (int) table[at] & MASK;
            if (((at - home) & MASK) >= ((at - gap) & MASK)) {
                table[gap] = table[at];
                table[at] = Batch.NO_ID;
                gap = at;
            }
        }
    }
}
