package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line cut into columns: where each begins and ends, and what it holds.
 *
 * <p>There is one column more than the format has. It stands for every field without a column: empty, its value {@link #ABSENT}.
 */
final class Columns {

    /** The value of a number or a word that is {@code -} or has no column. */
    static final long ABSENT = -1;

    /** Bytes that may be read, though not used, after the last one of a line. */
    static final int PADDING = 16;

    private byte[] scratch = new byte[0];

    byte[] text = scratch;
    int from;
    int to;
    final int[] starts;
    final int[] ends;
    /** Numbers, ordinals of words, and the lower half of addresses. */
    final long[] values;
    /** The upper half of addresses. */
    final long[] highs;

    Columns(int count) {
        starts = new int[count + 1];
        ends = new int[count + 1];
        values = new long[count + 1];
        highs = new long[count + 1];
        values[count] = ABSENT;
    }

    private Columns(Columns other) {
        text = Arrays.copyOfRange(other.text, other.from, other.to + PADDING);
        to = other.to - other.from;
        starts = relative(other.starts, other.from);
        ends = relative(other.ends, other.from);
        values = other.values.clone();
        highs = other.highs.clone();
    }

    private static int[] relative(int[] offsets, int from) {
        int[] moved = offsets.clone();
        for (int column = 0; column < moved.length - 1; column++) {
            moved[column] -= from;
        }
        return moved;
    }

    /** The same line in memory of its own. */
    Columns copy() {
        return new Columns(this);
    }

    /** Takes a line where it is if reading past its end is safe and stops at a blank; else takes a copy. */
    void pointTo(byte[] source, int first, int end) {
        if (end + PADDING <= source.length && isBlank(source[end])) {
            text = source;
            from = first;
            to = end;
        } else {
            copyOf(source, first, end);
        }
    }

    private void copyOf(byte[] source, int first, int end) {
        from = 0;
        to = end - first;
        if (scratch.length < to + PADDING) {
            scratch = new byte[to + PADDING];
        }
        System.arraycopy(source, first, scratch, 0, to);
        scratch[to] = ' ';
        text = scratch;
    }

    static boolean isBlank(byte c) {
        return c >= 0 && c <= ' ';
    }

    boolean isAbsent(int column) {
        int length = ends[column] - starts[column];
        return length == 0 || length == 1 && text[starts[column]] == '-';
    }

    String textOf(int column) {
        return isAbsent(column)
                ? null
                : new String(text, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
