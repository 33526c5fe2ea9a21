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
    /** How many columns are cut: a line that is read in one go need not keep where each of them is, as none is {@code -}. */
    int cut;

    /** What {@link #starts} and {@link #ends} count from. */
    private int base;

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
        cut = count;
        text = Arrays.copyOfRange(other.text, other.from, other.to);
        to = text.length;
        starts = moved(other.starts, other.base - other.from);
        ends = moved(other.ends, other.base - other.from);
        values = other.values.clone();
        highs = other.highs.clone();
    }

    private int[] moved(int[] offsets, int by) {
        int[] moved = offsets.clone();
        for (int column = 0; column < count; column++) {
            moved[column] += by;
        }
        return moved;
    }

    /** The same line in memory of its own. */
    Columns copy() {
        cutAll();
        return new Columns(this);
    }

    /** Takes a line where it is, to cut it; offsets count from the beginning of the text. */
    void pointTo(byte[] source, int first, int end) {
        point(source, first, end);
        base = 0;
        cut = count;
    }

    /** Takes a line where it is, of which so many columns are cut; offsets count from its own beginning. */
    void pointTo(byte[] source, int first, int end, int columnsCut) {
        point(source, first, end);
        base = first;
        cut = columnsCut;
    }

    private void point(byte[] source, int first, int end) {
        if (text != source) {
            text = source; // tells the garbage collector, which costs more than to compare
        }
        from = first;
        to = end;
    }

    /** The line of another with as many columns, whose text is taken where it is, unless that is memory of its own. */
    void take(Columns other) {
        if (other.text == other.scratch) {
            copyOf(other.text, other.from, other.to); // which begins at 0 there, too
        } else {
            pointTo(other.text, other.from, other.to, other.cut);
        }
        cut = other.cut;
        System.arraycopy(other.starts, 0, starts, 0, cut);
        System.arraycopy(other.ends, 0, ends, 0, cut);
        System.arraycopy(other.values, 0, values, 0, count);
        System.arraycopy(other.highs, 0, highs, 0, count);
    }

    /** Takes a line where it is if reading past its end is safe and meets a blank there; else takes a copy. */
    void takeOrCopy(byte[] source, int first, int end) {
        if (end + UsualLine.LOOKAHEAD <= source.length && isBlank(source[end])) {
            pointTo(source, first, end);
        } else {
            copyOf(source, first, end);
        }
    }

    private void copyOf(byte[] source, int first, int end) {
        int length = end - first;
        if (scratch.length < length + DefaultOrder.REACH) {
            scratch = new byte[length + DefaultOrder.REACH];
        }
        System.arraycopy(source, first, scratch, 0, length);
        scratch[length] = '\n';
        pointTo(scratch, 0, length);
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

    private void cutAll() {
        if (cut < count) {
            base = 0;
            cut = count;
            splitLoosely();
        }
    }

    int start(int column) {
        if (column >= cut) {
            cutAll();
        }
        return base + starts[column];
    }

    int length(int column) {
        return ends[column] - starts[column];
    }

    boolean isAbsent(int column) {
        if (column >= cut) {
            return column == count;
        }
        int length = length(column);
        return length == 0 || length == 1 && text[base + starts[column]] == '-';
    }

    String textOf(int column) {
        return isAbsent(column) ? null : new String(text, start(column), length(column), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
