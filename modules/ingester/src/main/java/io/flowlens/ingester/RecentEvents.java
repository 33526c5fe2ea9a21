package io.flowlens.ingester;

import io.flowlens.ingester.source.Batch;

/**
 * Remembers the last {@link #CAPACITY} events, at most twice as many, to notice when AWS delivers one again. 8 MB, whatever
 * arrives.
 *
 * <p>Two generations: new events go to the young one, and when that is full, it is the old one from then on, and what the
 * old one held is forgotten. Both lie in one open-addressed table, cell by cell in turn, so that to look an event up in both
 * costs one cache miss: there is little else in the intake that costs as much.
 */
final class RecentEvents {

    static final int CAPACITY = 1 << 18;

    private static final int GENERATIONS = 2;
    private static final int CELLS = CAPACITY * 2 * GENERATIONS;
    private static final int MASK = CELLS - 1;

    private final long[] cells = new long[CELLS];
    private int young;
    private int inYoung;

    /** Remembers an event; false when it was known. An event without id is always new. */
    boolean add(long id) {
        if (id == Batch.NO_ID) {
            return true;
        }
        int cell = cell(id, young);
        if (cells[cell] == id || cells[cell(id, other(young))] == id) {
            return false;
        }
        cells[cell] = id;
        if (++inYoung == CAPACITY) {
            forgetTheOld();
        }
        return true;
    }

    private void forgetTheOld() {
        young = other(young);
        inYoung = 0;
        for (int cell = young; cell < CELLS; cell += GENERATIONS) {
            cells[cell] = Batch.NO_ID;
        }
    }

    /** Where the event is in a generation, or the free cell where it belongs. */
    private int cell(long id, int generation) {
        int cell = (int) id * GENERATIONS + generation & MASK;
        while (cells[cell] != Batch.NO_ID && cells[cell] != id) {
            cell = cell + GENERATIONS & MASK;
        }
        return cell;
    }

    private static int other(int generation) {
        return GENERATIONS - 1 - generation;
    }
}
