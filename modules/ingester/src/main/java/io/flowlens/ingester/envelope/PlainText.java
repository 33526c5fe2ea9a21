package io.flowlens.ingester.envelope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a JSON string that is printable ASCII without escapes, eight bytes at a time; the first is the lowest. */
final class PlainText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long MARKS = 0x80 * ONES;

    private PlainText() {}

    /** Where the quote is that ends the text which begins at {@code from}; -1 when something else comes first. */
    static int end(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long marks = marks((long) LONGS.get(bytes, at));
            if (marks != 0) {
                int first = at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
                return bytes[first] == '"' ? first : -1;
            }
        }
        while (at < to && isPlain(bytes[at])) {
            at++;
        }
        return at < to && bytes[at] == '"' ? at : -1;
    }

    /** Marks in bit 7 what is not plain: of the marked bytes the first surely is not, those after it perhaps. */
    private static long marks(long bytes) {
        long quotes = bytes ^ '"' * ONES;
        long escapes = bytes ^ '\\' * ONES;
        return ((quotes - ONES & ~quotes) | (escapes - ONES & ~escapes) | (bytes - ' ' * ONES & ~bytes) | bytes)
                & MARKS;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\'; // beyond ASCII is negative
    }
}
