package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/**
 * Reads Unix seconds of ten digits and the blanks around them. Their first seven digits change every 16 minutes only: mostly they
 * are those of the time read before, and to compare them is less work than to check and add them up. Not thread-safe.
 */
final class RecentSeconds {

    /** How long the text is, without the blanks. */
    static final int LENGTH = 10;

    static final long REFUSED = -1;

    private static final int BLANK_BEHIND = ' ' << 24;
    /** A blank and seven digits. */
    private long known = Swar.eightBytes(" 0000000".getBytes(StandardCharsets.US_ASCII), 0);

    private long thousands;

    /** The seconds after this blank, or {@link #REFUSED}; 12 bytes are looked at. */
    long read(byte[] text, int blank) {
        long upper = Swar.eightBytes(text, blank);
        if (upper != known && !learn(upper)) {
            return REFUSED;
        }
        int lower = Swar.threeDigits(Swar.fourBytes(text, blank + Long.BYTES) ^ BLANK_BEHIND);
        return Swar.isDecimal(lower) ? thousands + Swar.smallNumber(lower) : REFUSED;
    }

    private boolean learn(long upper) {
        long digits = Swar.digitsAfterBlank(upper);
        if (Swar.notDecimalAfterBlank(digits) != 0) {
            return false;
        }
        known = upper;
        thousands = Swar.number(digits) * 1000;
        return true;
    }
}
