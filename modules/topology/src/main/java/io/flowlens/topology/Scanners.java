package io.flowlens.topology;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private static final int WORDS = 4;
    private static final int BITS = WORDS * Long.SIZE;

    private static final class Watched {

        private final long since;
        private final long[] seen = new long[WORDS];

        private Watched(long since) {
            this.since = since;
        }

        private int count() {
            int count = 0;
            for (long word : seen) {
                count += Long.bitCount(word);
            }
            return count;
        }
    }

    private final Map<String, Watched> watched = new LinkedHashMap<>(MAX_WATCHED * 2, 0.75f, true);

    /**
     * @param who tries
     * @param what is tried, as a hash
     * @param millis when, in event time
     * @return whether that makes it a scan
     */
    boolean isScan(String who, long what, long millis) {
        Watched one = watched.get(who);
        if (one == null || millis - one.since > WITHIN.toMillis()) {
            one = new Watched(millis);
            watched.put(who, one);
            if (watched.size() > MAX_WATCHED) {
                watched.remove(watched.keySet().iterator().next());
            }
        }
        int bit = (int) (spread(what) >>> 32 & BITS - 1);
        one.seen[bit / Long.SIZE] |= 1L << bit;
        return one.count() >= THRESHOLD;
    }

    private static long spread(long what) {
        long mixed = (what ^ what >>> 33) * 0xff51afd7ed558ccdL;
        return (mixed ^ mixed >>> 29) * 0xc4ceb9fe1a85ec53L;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(watched.size());
        for (Map.Entry<String, Watched> each : watched.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeLong(each.getValue().since);
            for (long word : each.getValue().seen) {
                out.writeLong(word);
            }
        }
    }

    static Scanners readFrom(DataInputStream in) throws IOException {
        Scanners scanners = new Scanners();
        for (int left = in.readInt(); left > 0; left--) {
            String who = in.readUTF();
            Watched one = new Watched(in.readLong());
            for (int word = 0; word < WORDS; word++) {
                one.seen[word] = in.readLong();
            }
            scanners.watched.put(who, one);
        }
        return scanners;
    }
}
