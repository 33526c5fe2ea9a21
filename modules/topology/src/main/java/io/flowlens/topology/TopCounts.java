package io.flowlens.topology;

import io.flowlens.topics.Alert.Frequent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The most frequent of many things in the memory of a few: the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005).
 *
 * <p>A thing that is not among the {@value #CAPACITY} takes the place of the rarest and inherits its count. So a count may be
 * too high, by at most total / {@value #CAPACITY}, and never too low; whatever is more frequent than that is in.
 * The same things in the same order give the same answer.
 *
 * <p>A thing is 128 bits, as an address is. They stand in the order in which they came; to look through all of them is
 * quicker than to hash.
 */
final class TopCounts {

    static final int CAPACITY = 64;

    /** The most that {@link #writeTo} writes. */
    static final int MOST_BYTES = 1 + CAPACITY * 3 * VarLong.MOST_BYTES;

    private static final int FIRST_CAPACITY = 8;

    /** Says what a thing is called. */
    interface Naming {

        String of(long high, long low);
    }

    private long[] highs = new long[FIRST_CAPACITY];
    private long[] lows = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;

    void add(long high, long low) {
        int at = find(high, low);
        if (at >= 0) {
            counts[at]++;
        } else {
            append(high, low, size < CAPACITY ? 1 : 1 + removeRarest());
        }
    }

    /** The {@code most} most frequent, most frequent first; of equals the one seen first. */
    List<Frequent> top(int most, Naming naming) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(at -> -counts[at]))
                .limit(most)
                .map(at -> new Frequent(naming.of(highs[at], lows[at]), counts[at]))
                .toList();
    }

    private int find(long high, long low) {
        for (int at = 0; at < size; at++) {
            if (lows[at] == low && highs[at] == high) {
                return at;
            }
        }
        return -1;
    }

    private void append(long high, long low, long count) {
        if (size == counts.length) {
            highs = Arrays.copyOf(highs, 2 * size);
            lows = Arrays.copyOf(lows, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        highs[size] = high;
        lows[size] = low;
        counts[size++] = count;
    }

    /** Removes the rarest, of equals the one seen first, and returns its count. */
    private long removeRarest() {
        int rarest = 0;
        for (int at = 1; at < size; at++) {
            rarest = counts[at] < counts[rarest] ? at : rarest;
        }
        long least = counts[rarest];
        size--;
        System.arraycopy(highs, rarest + 1, highs, rarest, size - rarest);
        System.arraycopy(lows, rarest + 1, lows, rarest, size - rarest);
        System.arraycopy(counts, rarest + 1, counts, rarest, size - rarest);
        return least;
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) size);
        for (int at = 0; at < size; at++) {
            VarLong.write(highs[at], out);
            VarLong.write(lows[at], out);
            VarLong.write(counts[at], out);
        }
    }

    static TopCounts readFrom(ByteBuffer in) {
        TopCounts top = new TopCounts();
        for (int left = in.get(); left > 0; left--) {
            top.append(VarLong.read(in), VarLong.read(in), VarLong.read(in));
        }
        return top;
    }
}
