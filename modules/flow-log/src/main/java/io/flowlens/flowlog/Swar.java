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

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long MARKS = 0x80 * ONES;

    private Swar() {}

    static long eightBytes(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    static int fourBytes(byte[] text, int at) {
        return (int) INTS.get(text, at);
    }

    /** One bit for each of 64 bytes: whether it is a blank or a control character. */
    static long blanks(byte[] text, int at) {
        return blanks(eightBytes(text, at))
                | blanks(eightBytes(text, at + 8)) << 8
                | blanks(eightBytes(text, at + 16)) << 16
                | blanks(eightBytes(text, at + 24)) << 24
                | blanks(eightBytes(text, at + 32)) << 32
                | blanks(eightBytes(text, at + 40)) << 40
                | blanks(eightBytes(text, at + 48)) << 48
                | blanks(eightBytes(text, at + 56)) << 56;
    }

    private static long blanks(long bytes) {
        return bits(~(((bytes & ~MARKS) + (0x80 - 0x21) * ONES) | bytes) & MARKS);
    }

    /** One bit for each of eight bytes: whether it is something else than 0 to 9. */
    static int notDigits(long bytes) {
        long digits = digits(bytes);
        return (int) bits((((digits & ~MARKS) + (0x80 - 10) * ONES) | digits) & MARKS);
    }

    /** One bit for each mark. */
    private static long bits(long marks) {
        return (marks * 0x0002_0408_1020_4081L) >>> 56;
    }

    /** The values of digits: 0 to 9, and something greater where there was no digit. */
    static long digits(long bytes) {
        return bytes ^ ('0' * ONES);
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
