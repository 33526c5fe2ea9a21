package io.flowlens.flowlog;

/**
 * Reads a line in one pass: finds the end of a column, checks it and stores its value before it looks at the next.
 *
 * <p>It knows what AWS usually writes: one space between columns, numbers of at most eight digits, seconds of ten, IPv4. Any other
 * column is left to {@link ColumnParser}, and a line that is cut in any other way is refused.
 */
final class UsualLine {

    /** Bytes after the beginning of a column that may be looked at, though what they hold changes nothing. */
    static final int LOOKAHEAD = 24;

    /** Instead of the end of a column or a line. */
    private static final int REFUSED = -1;

    private static final byte TEXT = 0;
    private static final byte TIME = 1;
    private static final byte ADDRESS = 2;
    private static final byte WORD = 3;

    private final Columns columns;
    private final ColumnParser withCare;
    /** One of the kinds above, or, for a number, how many bits it may have: always more. */
    private final byte[] kinds;

    private final long[] values;
    private final long[] highs;
    private final RecentSeconds seconds = new RecentSeconds();

    UsualLine(Format format, Columns columns, ColumnParser withCare) {
        this.columns = columns;
        this.withCare = withCare;
        values = columns.values;
        highs = columns.highs;
        kinds = new byte[format.columns().size()];
        for (int column = 0; column < kinds.length; column++) {
            kinds[column] = kindOf(format.typeOf(column));
        }
    }

    private static byte kindOf(FieldType type) {
        return switch (type) {
            case TEXT -> TEXT;
            case TIME -> TIME;
            case ADDRESS -> ADDRESS;
            case ACTION, LOG_STATUS, FLOW_DIRECTION -> WORD;
            case INT, LONG, PORT, PROTOCOL -> (byte) (Long.SIZE - Long.numberOfLeadingZeros(type.limit()));
        };
    }

    /**
     * Where the line ends that begins here if nothing follows its last column, and all its columns are stored; else something
     * negative.
     */
    int read(byte[] text, int from) {
        // one loop with all decisions in it: a method of its own for a column would be too big to be compiled into the
        // loop
        int[] starts = columns.starts;
        int[] ends = columns.ends;
        byte[] kinds = this.kinds;
        int last = kinds.length - 1;
        int room = text.length - LOOKAHEAD;
        int at = from;
        for (int column = 0; column < kinds.length; column++) {
            if (at > room) {
                return REFUSED;
            }
            byte kind = kinds[column];
            int end;
            if (kind == TEXT) {
                end = readText(text, at);
            } else if (kind > WORD) {
                end = readNumber(text, at, column, kind);
            } else if (kind == ADDRESS) {
                end = readAddress(text, at, column);
            } else if (kind == TIME) {
                end = readTime(text, at, column);
            } else {
                end = readWord(text, at, column);
            }
            if (end < 0) {
                return REFUSED;
            }
            starts[column] = at;
            ends[column] = end;
            if (text[end] != ' ') {
                return column == last ? end : REFUSED;
            }
            at = end + 1;
        }
        return REFUSED;
    }

    private static int readText(byte[] text, int at) {
        int end = Swar.endOfText(text, at);
        return end == at ? REFUSED : end;
    }

    private int readNumber(byte[] text, int at, int column, int bits) {
        long digits = Swar.digits(Swar.eightBytes(text, at));
        long others = Swar.notDecimal(digits);
        int end = Long.numberOfTrailingZeros(others);
        long value = Swar.number(digits << (Swar.FIRST_MARK - end));
        if (others == 0 || end == Swar.FIRST_MARK || value >>> bits != 0) {
            return readNoNumber(text, at, column);
        }
        values[column] = value;
        return at + (end >>> 3);
    }

    private int readNoNumber(byte[] text, int at, int column) {
        if (text[at] == '-' && Columns.isBlank(text[at + 1])) {
            values[column] = Columns.ABSENT;
            return at + 1;
        }
        return readWithCare(text, at, column);
    }

    private int readTime(byte[] text, int at, int column) {
        long value = column == 0 ? RecentSeconds.REFUSED : seconds.read(text, at - 1);
        if (value < 0) {
            return readWithCare(text, at, column);
        }
        values[column] = value;
        return at + RecentSeconds.LENGTH;
    }

    private int readAddress(byte[] text, int at, int column) {
        int length = Ipv4Text.readBeforeBlank(text, at, values, column);
        if (length < 0) {
            return readWithCare(text, at, column);
        }
        highs[column] = 0;
        return at + length;
    }

    private int readWord(byte[] text, int at, int column) {
        long bytes = Swar.eightBytes(text, at);
        int end = Long.numberOfTrailingZeros(Swar.blanks(bytes));
        int value = withCare.wordsOf(column).indexOf(bytes << (Swar.FIRST_MARK - end));
        if (value < 0 || end == Long.SIZE) {
            return readWithCare(text, at, column);
        }
        values[column] = value;
        return at + (end >>> 3);
    }

    private int readWithCare(byte[] text, int at, int column) {
        int end = Swar.endOfText(text, at);
        columns.starts[column] = at;
        columns.ends[column] = end;
        return end > at && withCare.parse(column) ? end : REFUSED;
    }
}
