package io.flowlens.flowlog;

/** Reads decimal numbers: 1 to 19 digits, no sign. */
final class NumberText {

    /** Not a number, and negative, as {@link Columns#ABSENT} is. */
    static final long INVALID = -2;

    private static final int HALF_DIGITS = 8;
    private static final int FULL_DIGITS = 16;
    private static final int MOST_DIGITS = 19;
    private static final int SECONDS_DIGITS = 10;
    private static final int MILLISECONDS_DIGITS = 13;
    private static final long HALF = 100_000_000L;

    private NumberText() {}

    /** The number, {@link Columns#ABSENT} for {@code -}, or {@link #INVALID}. */
    static long read(byte[] text, int from, int to) {
        int count = to - from;
        if (count > HALF_DIGITS) {
            return count <= FULL_DIGITS ? readTwoWords(text, from, to) : readLongest(text, from, to);
        }
        long digits = Swar.digits(Swar.eightBytes(text, from)) << (64 - 8 * count);
        if (Swar.notDecimal(digits) != 0) {
            return count == 1 && text[from] == '-' ? Columns.ABSENT : INVALID;
        }
        return Swar.number(digits);
    }

    /** As {@link #read}, for Unix seconds; milliseconds, which AWS has been seen to write, become seconds. */
    static long readTime(byte[] text, int from, int to) {
        long value = read(text, from, to);
        int count = to - from;
        if (count <= SECONDS_DIGITS) {
            return value;
        }
        return count == MILLISECONDS_DIGITS && value >= 0 ? value / 1000 : INVALID;
    }

    private static long readTwoWords(byte[] text, int from, int to) {
        long upper = Swar.digits(Swar.eightBytes(text, from)) << (64 - 8 * (to - from - HALF_DIGITS));
        long lower = Swar.digits(Swar.eightBytes(text, to - HALF_DIGITS));
        if ((Swar.notDecimal(upper) | Swar.notDecimal(lower)) != 0) {
            return INVALID;
        }
        return Swar.number(upper) * HALF + Swar.number(lower);
    }

    private static long readLongest(byte[] text, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return INVALID;
        }
        long upper = read(text, from, to - FULL_DIGITS);
        long lower = readTwoWords(text, to - FULL_DIGITS, to);
        long value = upper * HALF * HALF + lower;
        // 19 digits overflow at most once, which shows as a negative number
        return upper < 0 || lower < 0 || value < 0 ? INVALID : value;
    }
}
