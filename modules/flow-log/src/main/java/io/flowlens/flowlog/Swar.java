package io.flowlens.flowlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at a time in one {@code long} ("SIMD within a register"); the first byte is the lowest.
 *
 * <p>A mask has bit 7 set in each byte it marks. {@link #first} turns it into a number of bytes, so 8 where none is marked.
 */
final class Swar {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x80 * ONES;

    private Swar() {}

    static long eightBytes(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    static int fourBytes(byte[] text, int at) {
        return (int) INTS.get(text, at);
    }

    /** Takes each digit's character code to its value. */
    static long digits(long bytes) {
        return bytes ^ ('0' * ONES);
    }

    /** Marks each byte that is not 0 to 9. */
    static long notDigits(long digits) {
        return (((digits & ~HIGH_BITS) + (0x80 - 10) * ONES) | digits) & HIGH_BITS;
    }

    /** Marks the first byte that is a blank or a control character; marks after the first may be wrong. */
    static long firstBlank(long bytes) {
        return (bytes - 0x21 * ONES) & ~bytes & HIGH_BITS;
    }

    /** The number of bytes before the first marked one. */
    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** One bit for each of the eight bytes. */
    static int bits(long mask) {
        return (int) ((mask * 0x0002_0408_1020_4081L) >>> 56);
    }

    /** The number that the first {@code count} of the digits are, 1 to 8 of them. */
    static int number(long digits, int count) {
        long padded = digits << (64 - 8 * count);
        long pairs = padded * 10 + (padded >>> 8);
        long upper = (pairs & 0x0000_00FF_0000_00FFL) * 0x000F_4240_0000_0064L;
        long lower = ((pairs >>> 16) & 0x0000_00FF_0000_00FFL) * 0x0000_2710_0000_0001L;
        return (int) ((upper + lower) >>> 32);
    }
}
