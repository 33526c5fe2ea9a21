package io.flowlens.flowlog;

import java.util.Arrays;

/** The text of a column that is often that of the line before, which then costs no allocation. */
final class RepeatedText {

    /** In one object, so that a detached record may be read by many threads. */
    private record Known(byte[] bytes, String text) {}

    private Known last;

    RepeatedText() {
        this(new Known(new byte[0], ""));
    }

    private RepeatedText(Known last) {
        this.last = last;
    }

    /** With the same text in mind. */
    RepeatedText copy() {
        return new RepeatedText(last);
    }

    /** Has the same text in mind as the other from now on. */
    void take(RepeatedText other) {
        last = other.last;
    }

    /** What {@link Columns#textOf} answers. */
    String of(Columns columns, int column) {
        if (columns.isAbsent(column)) {
            return null;
        }
        int from = columns.start(column);
        int to = from + columns.length(column);
        Known known = last;
        if (!isSame(known.bytes, columns.text, from, to)) {
            known = new Known(Arrays.copyOfRange(columns.text, from, to), columns.textOf(column));
            last = known;
        }
        return known.text;
    }

    /** Eight bytes at a time: what is asked once a line is too short for more. */
    private static boolean isSame(byte[] known, byte[] text, int from, int to) {
        int length = known.length;
        if (length != to - from || length < Long.BYTES) {
            return Arrays.equals(known, 0, length, text, from, to);
        }
        for (int at = 0; at < length - Long.BYTES; at += Long.BYTES) {
            if (Swar.eightBytes(known, at) != Swar.eightBytes(text, from + at)) {
                return false;
            }
        }
        return Swar.eightBytes(known, length - Long.BYTES) == Swar.eightBytes(text, to - Long.BYTES);
    }
}
