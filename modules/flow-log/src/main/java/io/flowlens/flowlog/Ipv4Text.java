package io.flowlens.flowlog;

/** Reads dotted decimal: four octets of one to three digits, up to 255, without leading zeros. */
final class Ipv4Text {

    private static final int LONGEST = 15;
    /** The smallest octet of one, two and three digits, at bytes 1, 2 and 3. */
    private static final int SMALLEST = 100 << 24 | 10 << 16;

    private Ipv4Text() {}

    /** The address as 32 bits, or -1. What follows it must not be a digit. */
    static long read(byte[] text, int from, int to) {
        int marks = Swar.notDigits(Swar.eightBytes(text, from))
                | Swar.notDigits(Swar.eightBytes(text, from + Long.BYTES)) << Long.BYTES;
        int dot1 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int dot2 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int dot3 = Integer.numberOfTrailingZeros(marks);
        marks &= marks - 1;
        int end = Integer.numberOfTrailingZeros(marks);
        if (end != to - from || end > LONGEST || !areDots(text[from + dot1], text[from + dot2], text[from + dot3])) {
            return -1;
        }
        int a = octet(text, from, dot1);
        int b = octet(text, from + dot1 + 1, dot2 - dot1 - 1);
        int c = octet(text, from + dot2 + 1, dot3 - dot2 - 1);
        int d = octet(text, from + dot3 + 1, end - dot3 - 1);
        return (a | b | c | d) < 0 ? -1 : (a << 24 | b << 16 | c << 8 | d) & 0xFFFF_FFFFL;
    }

    private static boolean areDots(byte a, byte b, byte c) {
        return ((a ^ '.') | (b ^ '.') | (c ^ '.')) == 0;
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
