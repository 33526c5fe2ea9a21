package io.flowlens.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells who tries one thing after the other: many ports of one machine, or many machines.
 *
 * <p>At most {@value #MAX_WATCHED} are watched at a time; the one not heard of for longest makes room. Different things are
 * counted by hashing them onto {@value #BITS} bits, so the count is exact enough for the threshold and never too high.
 */
final class Scanners {

    /** So many different ports, or machines, within {@link #WITHIN} are no mistake any more. */
    static final int THRESHOLD = 16;

    static final Duration WITHIN = Duration.ofMinutes(10);
    static final int MAX_WATCHED = 16;

    private static final long WITHIN_MILLIS = WITHIN.toMillis();
    private static final int WORDS = 4;
    private static final int BITS = WORDS * Long.SIZE;

    /** The most that {@link #writeTo} writes. */
    static final int MOST_BYTES = 1 + MAX_WATCHED * (1 + (3 + WORDS) * VarLong.MOST_BYTES);

    /** What somebody is watched for. */
    enum Way {
        /** One source that tries many ports here. */
        FROM,
        /** Many ports of one destination, tried from here. */
        TO,
        /** Many destinations, tried from here. */
        TO_ALL;

        private static final Way[] ALL = values();
    }

    private static final class Watched {

        private Way way;
        private long high;
        private long low;
        private long since;
        private final long[] seen = new long[WORDS];

        private void begin(long millis) {
            since = millis;
            Arrays.fill(seen, 0);
        }

        private int count() {
            int count = 0;
            for (long word : seen) {
                count += Long.bitCount(word);
            }
            return count;
        }
    }

    /** The one not heard of for longest first. */
    private final Watched[] watched = new Watched[MAX_WATCHED];

    private int size;

    /**
     * @param way and {@code high} and {@code low}, the halves of an address: who tries
     * @param what is tried, as a hash
     * @param millis when, in event time
     * @return whether that makes it a scan
     */
    boolean isScan(Way way, long high, long low, long what, long millis) {
        Watched one = heardOf(way, high, low, millis);
        int bit = (int) (spread(what) >>> 32 & BITS - 1);
        one.seen[bit / Long.SIZE] |= 1L << bit;
        return one.count() >= THRESHOLD;
    }

    private Watched heardOf(Way way, long high, long low, long millis) {
        for (int at = size - 1; at >= 0; at--) {
            Watched one = watched[at];
            if (one.low == low && one.high == high && one.way == way) {
                if (millis - one.since > WITHIN_MILLIS) {
                    one.begin(millis);
                }
                return moveToEnd(at);
            }
        }
        Watched one = size < MAX_WATCHED ? append(new Watched()) : moveToEnd(0);
        one.way = way;
        one.high = high;
        one.low = low;
        one.begin(millis);
        return one;
    }

    private Watched append(Watched one) {
        watched[size++] = one;
        return one;
    }

    private Watched moveToEnd(int at) {
        Watched one = watched[at];
        for (int next = at + 1; next < size; next++) {
            watched[next - 1] = watched[next];
        }
        watched[size - 1] = one;
        return one;
    }

    private static long spread(long what) {
        long mixed = (what ^ what >>> 33) * 0xff51afd7ed558ccdL;
        return (mixed ^ mixed >>> 29) * 0xc4ceb9fe1a85ec53L;
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) size);
        for (int at = 0; at < size; at++) {
            Watched one = watched[at];
            out.put((byte) one.way.ordinal());
            VarLong.write(one.high, out);
            VarLong.write(one.low, out);
            VarLong.write(one.since, out);
            for (long word : one.seen) {
                VarLong.write(word, out);
            }
        }
    }

    static Scanners readFrom(ByteBuffer in) {
        Scanners scanners = new Scanners();
        for (int left = in.get(); left > 0; left--) {
            Watched one = scanners.append(new Watched());
            one.way = Way.ALL[in.get()];
            one.high = VarLong.read(in);
            one.low = VarLong.read(in);
            one.since = VarLong.read(in);
            for (int word = 0; word < WORDS; word++) {
                one.seen[word] = VarLong.read(in);
            }
        }
        return scanners;
    }
}
