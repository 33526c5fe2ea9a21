package io.flowlens.network.verdict;

/**
 * The connections of one interface by the hash of their addresses and ports, each with when it was first and last seen.
 * Grows to a fixed size; then the one in the same neighbourhood that was last seen longest ago makes room.
 */
final class ConnectionTable {

    static final int NONE = -1;
    static final int SMALLEST = 16;

    private static final int NEIGHBOURHOOD = 8;
    private static final long EMPTY = 0;

    private final int largest;
    private long[] keys = new long[SMALLEST];
    private int[] first = new int[SMALLEST];
    private int[] last = new int[SMALLEST];

    /** @param largest a power of two, {@link #SMALLEST} or more */
    ConnectionTable(int largest) {
        this.largest = largest;
    }

    /** Where the connection is, or {@link #NONE}; valid until the next {@link #put}. */
    int find(long hash) {
        long key = keyOf(hash);
        for (int i = 0; i < NEIGHBOURHOOD; i++) {
            int at = slot(key, i);
            if (keys[at] == key) {
                return at;
            }
        }
        return NONE;
    }

    int first(int at) {
        return first[at];
    }

    int last(int at) {
        return last[at];
    }

    void extend(int at, int seen) {
        if (at >= 0) {
            last[at] = Math.max(last[at], seen);
        }
    }

    void remove(int at) {
        keys[at] = EMPTY;
    }

    void put(long hash, int firstSeen, int lastSeen) {
        int known = find(hash);
        if (known >= 0) {
            first[known] = Math.min(first[known], firstSeen);
            extend(known, lastSeen);
            return;
        }
        long key = keyOf(hash);
        int at = room(key);
        while (keys[at] != EMPTY && keys.length < largest) {
            grow();
            at = room(key);
        }
        write(at, key, firstSeen, lastSeen);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldFirst = first;
        int[] oldLast = last;
        keys = new long[oldKeys.length * 2];
        first = new int[oldKeys.length * 2];
        last = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                write(room(oldKeys[i]), oldKeys[i], oldFirst[i], oldLast[i]);
            }
        }
    }

    /** An empty place, or the one seen longest ago. */
    private int room(long key) {
        int oldest = slot(key, 0);
        for (int i = 0; i < NEIGHBOURHOOD; i++) {
            int at = slot(key, i);
            if (keys[at] == EMPTY) {
                return at;
            }
            if (last[at] < last[oldest]) {
                oldest = at;
            }
        }
        return oldest;
    }

    private void write(int at, long key, int firstSeen, int lastSeen) {
        keys[at] = key;
        first[at] = firstSeen;
        last[at] = lastSeen;
    }

    private int slot(long key, int step) {
        return (int) key + step & keys.length - 1;
    }

    private static long keyOf(long hash) {
        return hash == EMPTY ? 1 : hash;
    }
}
