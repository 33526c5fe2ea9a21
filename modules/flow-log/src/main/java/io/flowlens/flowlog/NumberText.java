package io.flowlens.flowlog;

/** Reads decimal numbers: digits only, no sign, at most the limit of the field's type. */
final class NumberText {

    private static final int WORD = 8;
    private static final int MAX_DIGITS = 19;
    private static final int SECONDS_DIGITS = 10;
    private static final int MILLISECONDS_DIGITS = 13;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private NumberText() {}

    private static long[] powersOfTen() {
        long[] powers = new long[WORD + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** Where the number ends, or -1 if it is none; {@code -} counts as one. */
    static int read(Columns columns, int at, int column, long limit) {
        long digits = Swar.digits(Swar.eightBytes(columns.text, at));
        long rest = Swar.notDigits(digits);
        if (rest == 0) {
            return readLong(columns, at, column, limit);
        }
        int count = Swar.first(rest);
        if (count == 0) {
            return readDash(columns, at, column);
        }
        long value = Swar.number(digits, count);
        columns.values[column] = value;
        return value <= limit ? at + count : -1;
    }

    /** As {@link #read}, for Unix seconds; milliseconds, which AWS has been seen to write, become seconds. */
    static int readTime(Columns columns, int at, int column) {
        int end = read(columns, at, column, Long.MAX_VALUE);
        int count = end - at;
        if (count == MILLISECONDS_DIGITS) {
            columns.values[column] /= 1000;
        } else if (count > SECONDS_DIGITS) {
            return -1;
        }
        return end;
    }

    private static int readDash(Columns columns, int at, int column) {
        columns.values[column] = Columns.ABSENT;
        return columns.text[at] == '-' ? at + 1 : -1;
    }

    /** Eight digits or more: the first eight are known to be digits. */
    private static int readLong(Columns columns, int at, int column, long limit) {
        long value = 0;
        int end = at;
        int count;
        do {
            long digits = Swar.digits(Swar.eightBytes(columns.text, end));
            count = Swar.first(Swar.notDigits(digits));
            if (count > 0) {
                value = value * POWERS_OF_TEN[count] + Swar.number(digits, count);
                end += count;
            }
        } while (count == WORD && end - at <= MAX_DIGITS);
        columns.values[column] = value;
        // 19 digits overflow at most once, which shows as a negative number
        return end - at <= MAX_DIGITS && value >= 0 && value <= limit ? end : -1;
    }
}
