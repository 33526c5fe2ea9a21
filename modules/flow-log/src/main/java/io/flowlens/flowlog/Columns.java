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

    private final int count;
    private byte[] scratch = new byte[0];

    byte[] text = scratch;
    int from;
    int to;
    final int[] starts;
    final int[] ends;
    /** Numbers, indexes of words, and the lower half of addresses. */
    final long[] values;
    /** The upper half of addresses. */
    final long[] highs;

    Columns(int count) {
        this.count = count;
        starts = new int[count + 1];
        ends = new int[count + 1];
        values = new long[count + 1];
        highs = new long[count + 1];
        values[count] = ABSENT;
    }

    private Columns(Columns other) {
        count = other.count;
        text = Arrays.copyOfRange(other.text, other.from, other.to);
        to = text.length;
        starts = relative(other.starts, other.from);
        ends = relative(other.ends, other.from);
        values = other.values.clone();
        highs = other.highs.clone();
    }

    private int[] relative(int[] offsets, int from) {
        int[] moved = offsets.clone();
        for (int column = 0; column < count; column++) {
            moved[column] -= from;
        }
        return moved;
    }

    /** The same line in memory of its own. */
    Columns copy() {
        return new Columns(this);
    }

    /** Takes a line where it is if reading past its end is safe and meets a blank there; else takes a copy. */
    void pointTo(byte[] source, int first, int end) {
        if (end + UsualLine.LOOKAHEAD <= source.length && isBlank(source[end])) {
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
        if (scratch.length < to + UsualLine.LOOKAHEAD) {
            scratch = new byte[to + UsualLine.LOOKAHEAD];
        }
        System.arraycopy(source, first, scratch, 0, to);
        scratch[to] = ' ';
        text = scratch;
    }

    static boolean isBlank(byte c) {
        return c >= 0 && c <= ' ';
    }

    /** Cuts any line at its spaces; the number of columns, of which those past the format's count are not kept. */
    int splitLoosely() {
        int column = 0;
        int at = from;
        while (at < to) {
            int end = endOfColumn(at);
            if (end > at) {
                if (column == count && text[at] == '#') {
                    return column;
                }
                if (column < count) {
                    starts[column] = at;
                    ends[column] = end;
                }
                column++;
            }
            at = end + 1;
        }
        return column;
    }

    private int endOfColumn(int start) {
        int end = start;
        while (end < to && text[end] != ' ') {
            end++;
        }
        return end;
    }

    /** Whether a column that was kept holds a tab, a line feed or the like. */
    boolean hasControlCharacter() {
        for (int at = from; at < ends[count - 1]; at++) {
            if (text[at] != ' ' && isBlank(text[at])) {
                return true;
            }
        }
        return false;
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
