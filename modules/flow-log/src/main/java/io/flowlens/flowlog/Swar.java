package io.flowlens.flowlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at a time in one {@code long} ("SIMD within a register"); the first byte is the lowest. A mark is bit 7 of
 * a byte.
 */
final class Swar {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit that marks the first byte. */
    static final int FIRST_MARK = 7;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long MARKS = 0x80 * ONES;

    private Swar() {}

    static long eightBytes(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    static int fourBytes(byte[] text, int at) {
        return (int) INTS.get(text, at);
    }

    /** Marks blanks and control characters: the first of them surely, those after a byte that is not ASCII perhaps. */
    static long blanks(long bytes) {
        return ~(bytes + (0x80 - 0x21) * ONES) & MARKS;
    }

    /** Marks, among other bits, what {@link #blanks} does not mark: texts can be checked together. */
    static long texts(long bytes) {
        return bytes + (0x80 - 0x21) * ONES;
    }

    static boolean allMarked(long marks) {
        return (~marks & MARKS) == 0;
    }

    /** As {@link #blanks}: marks bytes below {@code 0}, among them blanks, dots and hyphens. */
    static long lessThanDigits(long bytes) {
        return ~(bytes + (0x80 - '0') * ONES) & MARKS;
    }

    /** Where the first blank or control character is, or a byte that is not ASCII; -1 if the text ends before. */
    static int endOfText(byte[] text, int from) {
        int at = from;
        long blanks = blanks(eightBytes(text, at));
        while (blanks == 0) {
            at += Long.BYTES;
            if (at > text.length - Long.BYTES) {
                return -1;
            }
            blanks = blanks(eightBytes(text, at));
        }
        return at + (Long.numberOfTrailingZeros(blanks) >>> 3);
    }

    /** Where the first line feed is, or {@code to}. */
    static int endOfLine(byte[] text, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long others = eightBytes(text, at) ^ '\n' * ONES;
            long lineFeeds = (others - ONES) & ~others & MARKS;
            if (lineFeeds != 0) {
                return at + (Long.numberOfTrailingZeros(lineFeeds) >>> 3);
            }
        }
        while (at < to && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The values of digits: 0 to 9, and something greater where there was no digit. */
    static long digits(long bytes) {
        return bytes ^ ('0' * ONES);
    }

    /** As {@link #digits}; the value of a blank that is the first byte is 0. */
    static long digitsAfterBlank(long bytes) {
        return bytes ^ ('0' * (ONES - 1) | ' ');
    }

    /** Marks bytes greater than 9: the first of them surely, those after it perhaps. */
    static long notDecimal(long digits) {
        return ((digits + (0x80 - 10) * ONES) | digits) & MARKS;
    }

    /** As {@link #notDecimal}; marks the first byte if it is not 0. */
    static long notDecimalAfterBlank(long digits) {
        return ((digits + ((0x80 - 10) * (ONES - 1) | 0x7F)) | digits) & MARKS;
    }

    /** As {@link #digits}, for three digits and a zero. */
    static int threeDigits(int bytes) {
        return bytes ^ 0x30_3030;
    }

    /** Whether these are three digits and a zero. */
    static boolean isDecimal(int digits) {
        return ((digits + 0x7F76_7676 | digits) & 0x8080_8080) == 0;
    }

    /** The number that three digits and a zero make. */
    static int smallNumber(int digits) {
        int pairs = digits * (10 << 8 | 1);
        return (digits & 0xFF) * 100 + (pairs >>> 16 & 0xFF);
    }

    /** The number that eight digits make. */
    static long number(long digits) {
        long pairs = (digits * (10 << 8 | 1)) >>> 8 & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs * (100 << 16 | 1)) >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return (fours * (10_000L << 32 | 1)) >>> 32;
    }
}
