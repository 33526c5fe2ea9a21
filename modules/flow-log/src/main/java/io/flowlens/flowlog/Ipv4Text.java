package io.flowlens.flowlog;

import java.util.Arrays;

/** Reads dotted decimal: four octets of one to three digits, up to 255, without leading zeros. */
final class Ipv4Text {

    private static final int OCTETS = 256;

    /**
     * Octets by their digits, four bits for each: 0 for no digit, else the digit and 1, so that {@code 01} is not {@code 1}; -1
     * where they make no octet.
     */
    private static final short[] OCTET_OF_DIGITS = octetsOfDigits();

    /** What is zero in an octet of at most three digits at the upper end of a word. */
    private static final long NO_DIGITS = 0xF0F0_F0FF_FFFF_FFFFL;

    private static final long THREE_DIGITS = 0x0F_0F0FL;
    /** Moves three digits of eight bits each to the upper twelve bits, the first digit uppermost. */
    private static final long PACK = 1L << 60 | 1L << 48 | 1L << 36;

    private static final int PACKED_BITS = 12;

    private Ipv4Text() {}

    private static short[] octetsOfDigits() {
        short[] octets = new short[1 << PACKED_BITS];
        Arrays.fill(octets, (short) -1);
        for (int octet = 0; octet < OCTETS; octet++) {
            int index = 0;
            for (char digit : Integer.toString(octet).toCharArray()) {
                index = index << 4 | digit - '0' + 1;
            }
            octets[index] = (short) octet;
        }
        return octets;
    }

    /** The address as 32 bits, or -1. What follows it must not be a digit. */
    static long read(byte[] text, int from, int to) {
        long read = read(text, from);
        return read >= 0 && length(read) == to - from ? address(read) : -1;
    }

    /** The {@link #address} that begins here and its {@link #length}, or -1; what follows it is smaller than a digit. */
    static long read(byte[] text, int from) {
        long upper = Swar.eightBytes(text, from);
        long dots = Swar.dots(upper);
        long dotsAfter = dots & (dots - 1);
        int dot1 = Long.numberOfTrailingZeros(dots);
        int dot2 = Long.numberOfTrailingZeros(dotsAfter);
        if (dotsAfter == 0) {
            return -1;
        }
        int middle = (dot2 >>> 3) + 1;
        long lower = Swar.eightBytes(text, from + middle);
        long stops = Swar.lessThanDigits(lower);
        long stopsAfter = stops & (stops - 1);
        int dot3 = Long.numberOfTrailingZeros(stops);
        int end = Long.numberOfTrailingZeros(stopsAfter);
        long notAscii = Swar.notAscii(upper & upTo(dotsAfter) | lower & upTo(stopsAfter));
        if (stopsAfter == 0 || notAscii != 0 || (lower >>> (dot3 - Swar.FIRST_MARK) & 0xFF) != '.') {
            return -1;
        }
        long address = (long) octets(upper, dot1, dot2) << 16 | octets(lower, dot3, end);
        return address < 0 ? -1 : (long) (middle + (end >>> 3)) << 32 | address;
    }

    static long address(long read) {
        return read & 0xFFFF_FFFFL;
    }

    static int length(long read) {
        return (int) (read >>> 32);
    }

    /** The bits up to the first mark. */
    private static long upTo(long marks) {
        return marks ^ (marks - 1);
    }

    /** Two octets as 16 bits, or a negative number; the first ends at the first mark, the second begins after it. */
    private static int octets(long bytes, int firstMark, int secondMark) {
        long digits = Swar.digitsAndOne(bytes);
        long first = digits << (Swar.FIRST_MARK - firstMark);
        long second = (digits >>> (firstMark + 1)) << (firstMark + 1 + Swar.FIRST_MARK - secondMark);
        int octets = octet(first) << 8 | octet(second);
        long others = (first | second) & NO_DIGITS;
        return octets | (int) ((others | -others) >> (Long.SIZE - 1)); // all ones if any
    }

    private static int octet(long digits) {
        return OCTET_OF_DIGITS[(int) (((digits >>> 40 & THREE_DIGITS) * PACK) >>> (Long.SIZE - PACKED_BITS))];
    }
}
