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

    /** The bit that marks the first byte. */
    static final int FIRST_MARK = 7;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long MARKS = 0x80 * ONES;

    private Swar() {}

    static long eightBytes(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    /** Marks blanks and control characters: the first of them surely, those after a byte that is not ASCII perhaps. */
    static long blanks(long bytes) {
        return ~(bytes + (0x80 - 0x21) * ONES) & MARKS;
    }

    /** As {@link #blanks}: marks bytes below {@code 0}, among them blanks, dots and hyphens. */
    static long lessThanDigits(long bytes) {
        return ~(bytes + (0x80 - '0') * ONES) & MARKS;
    }

    /** As {@link #blanks}: marks dots. */
    static long dots(long bytes) {
        return ~((bytes ^ '.' * ONES) + 0x7F * ONES) & MARKS;
    }

    static long notAscii(long bytes) {
        return bytes & MARKS;
    }

    /** Where the first blank or control character is, or a byte that is not ASCII; there must be a blank. */
    static int endOfText(byte[] text, int from) {
        int at = from;
        long blanks = blanks(eightBytes(text, at));
        while (blanks == 0) {
            at += Long.BYTES;
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

    /** The values of ASCII digits and 1: 1 to 10; 11 to 16, or more than four bits, where there was no digit. */
    static long digitsAndOne(long bytes) {
        return digits(bytes) + ONES;
    }

    /** Marks bytes greater than 9: the first of them surely, those after it perhaps. */
    static long notDecimal(long digits) {
        return ((digits + (0x80 - 10) * ONES) | digits) & MARKS;
    }

    /** The number that eight digits make. */
    static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long upper = (pairs & 0x0000_00FF_0000_00FFL) * 0x000F_4240_0000_0064L;
        long lower = ((pairs >>> 16) & 0x0000_00FF_0000_00FFL) * 0x0000_2710_0000_0001L;
        return (upper + lower) >>> 32;
    }
}
