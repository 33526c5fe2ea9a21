package io.flowlens.flowlog;

/** Reads dotted decimal: four octets of one to three digits, up to 255, without leading zeros. */
final class Ipv4Text {

    private static final int LONGEST = 15;
    /** The smallest octet of one, two and three digits, at bytes 1, 2 and 3. */
    private static final int SMALLEST = 100 << 24 | 10 << 16;

    private Ipv4Text() {}

    /**
     * The address and its length, for {@link #address} and {@link #length}, or a negative number if there is none.
     * What follows the address is not looked at. Up to 16 bytes are read.
     */
    static long read(byte[] text, int at) {
        int marks = notDigits(text, at) | notDigits(text, at + Long.BYTES) << Long.BYTES;
        int dot1 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int dot2 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int dot3 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int end = Integer.numberOfTrailingZeros(marks);
        if (end > LONGEST || ((text[at + dot1] ^ '.') | (text[at + dot2] ^ '.') | (text[at + dot3] ^ '.')) != 0) {
            return -1;
        }
        int a = octet(text, at, dot1);
        int b = octet(text, at + dot1 + 1, dot2 - dot1 - 1);
        int c = octet(text, at + dot2 + 1, dot3 - dot2 - 1);
        int d = octet(text, at + dot3 + 1, end - dot3 - 1);
        if ((a | b | c | d) < 0) {
            return -1;
        }
        return (long) end << 32 | (a << 24 | b << 16 | c << 8 | d) & 0xFFFF_FFFFL;
    }

    static long address(long found) {
        return found & 0xFFFF_FFFFL;
    }

    static int length(long found) {
        return (int) (found >>> 32);
    }

    private static int notDigits(byte[] text, int at) {
        return Swar.bits(Swar.notDigits(Swar.digits(Swar.eightBytes(text, at))));
    }

    /** The octet of that many digits, or -1; without a branch, since lengths vary and would be mispredicted. */
    private static int octet(byte[] text, int at, int length) {
        int digits = (Swar.fourBytes(text, at) ^ 0x3030_3030) << (32 - 8 * length);
        int value = (digits >>> 24) + (digits >>> 16 & 0xFF) * 10 + (digits >>> 8 & 0xFF) * 100;
        int smallest = SMALLEST >>> (8 * length) & 0xFF;
        int invalid = (length - 1) | (3 - length) | (255 - value) | (value - smallest);
        return value | invalid >> 31;
    }
}
