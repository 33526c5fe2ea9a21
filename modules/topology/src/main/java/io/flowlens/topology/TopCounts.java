package io.flowlens.topology;

import io.flowlens.topics.Alert.Frequent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent of many things in the memory of a few: the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005).
 *
 * <p>A thing that is not among the {@value #CAPACITY} takes the place of the rarest and inherits its count. So a count may be
 * too high, by at most total / {@value #CAPACITY}, and never too low; whatever is more frequent than that is in.
 * The same things in the same order give the same answer.
 */
final class TopCounts {

    static final int CAPACITY = 64;

    private final Map<String, long[]> counts = new LinkedHashMap<>();

    void add(String thing) {
        long[] count = counts.get(thing);
        if (count != null) {
            count[0]++;
        } else {
            counts.put(thing, new long[] {counts.size() < CAPACITY ? 1 : 1 + removeRarest()});
        }
    }

    /** The {@code most} most frequent, most frequent first; of equals the one seen first. */
    List<Frequent> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Frequent(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Frequent::flows).reversed())
                .limit(most)
                .toList();
    }

    /** Removes the rarest, of equals the one seen first, and returns its count. */
    private long removeRarest() {
        String rarest = null;
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, long[]> entry : counts.entrySet()) {
            if (entry.getValue()[0] < least) {
                least = entry.getValue()[0];
                rarest = entry.getKey();
            }
        }
        counts.remove(rarest);
        return least;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<String, long[]> entry : counts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue()[0]);
        }
    }

    static TopCounts readFrom(DataInputStream in) throws IOException {
        TopCounts top = new TopCounts();
        for (int left = in.readInt(); left > 0; left--) {
            top.counts.put(in.readUTF(), new long[] {in.readLong()});
        }
        return top;
    }
}
