package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/**
 * Reads a flow of the default format, without a loop and without knowing where its line ends: the order of the columns is that
 * of the code.
 *
 * <p>It knows flows over IPv4 as AWS writes them today: an account of 12 digits, an interface of 17 after {@code eni-}, numbers
 * of at most six, bytes of seven, seconds of ten. Any other line is refused and left to {@link UsualLine}.
 */
final class DefaultOrder {

    /** Bytes from the beginning of a line that may be looked at. */
    static final int REACH = 176;

    /** How many columns are cut. Of the others only the values are kept. */
    static final int CUT = 3;

    /** Instead of the end of a line, or how long a column is. */
    static final int REFUSED = -1;

    private static final int VERSION = 0;
    private static final int ACCOUNT_ID = 1;
    private static final int INTERFACE_ID = 2;
    private static final int SRCADDR = 3;
    private static final int DSTADDR = 4;
    private static final int SRCPORT = 5;
    private static final int DSTPORT = 6;
    private static final int PROTOCOL = 7;
    private static final int PACKETS = 8;
    private static final int BYTES = 9;
    private static final int START = 10;
    private static final int END = 11;
    private static final int ACTION = 12;
    private static final int LOG_STATUS = 13;

    private static final int ACCOUNT_AT = 2;
    private static final int ACCOUNT_END = ACCOUNT_AT + 12;
    private static final int INTERFACE_AT = ACCOUNT_END + 1;
    private static final int INTERFACE_END = INTERFACE_AT + 21;
    private static final int SRCADDR_AT = INTERFACE_END + 1;

    private static final int FIRST_DIGIT = 2 * Byte.SIZE;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PROTOCOL = 255;
    private static final int MAX_SHORT = 999_999;

    private static final long[] ACTIONS = {word(" ACCEPT "), word(" REJECT ")};
    private static final int TCP = 6;
    private static final int TCP_TEXT = ' ' | '6' << 8 | ' ' << 16;
    private static final int THREE_BYTES = 0xFF_FFFF;
    private static final int OK = 'O' | 'K' << 8;

    private final Columns columns;
    private final long[] values;
    private final RecentSeconds seconds = new RecentSeconds();

    DefaultOrder(Columns columns) {
        this.columns = columns;
        values = columns.values;
    }

    private static long word(String text) {
        return Swar.eightBytes(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** Where the line ends if nothing follows its status, or {@link #REFUSED}. */
    int read(byte[] text, int from) {
        if (columns.cut != CUT) {
            prepare();
        }
        if (!readInterface(text, from)) {
            return REFUSED;
        }
        int at = from + SRCADDR_AT;
        int length = Ipv4Text.readBeforeBlank(text, at, values, SRCADDR);
        if (length < 0) {
            return REFUSED;
        }
        at += length + 1;
        length = Ipv4Text.readBeforeBlank(text, at, values, DSTADDR);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        length = readNumber(text, at, SRCPORT, MAX_PORT);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        length = readNumber(text, at, DSTPORT, MAX_PORT);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        length = readProtocol(text, at);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        length = readNumber(text, at, PACKETS, MAX_SHORT);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        length = readBytes(text, at);
        if (length < 0) {
            return REFUSED;
        }
        at += length;
        return readRest(text, at);
    }

    private boolean readInterface(byte[] text, int from) {
        long texts = Swar.texts(Swar.eightBytes(text, from + ACCOUNT_AT))
                & Swar.texts(Swar.eightBytes(text, from + ACCOUNT_END - Long.BYTES))
                & Swar.texts(Swar.eightBytes(text, from + INTERFACE_AT))
                & Swar.texts(Swar.eightBytes(text, from + INTERFACE_AT + Long.BYTES))
                & Swar.texts(Swar.eightBytes(text, from + INTERFACE_END - Long.BYTES));
        if (!Swar.allMarked(texts)
                || text[from] != '2'
                || text[from + 1] != ' '
                || text[from + ACCOUNT_END] != ' '
                || text[from + INTERFACE_END] != ' ') {
            return false;
        }
        return true;
    }

    /** Stores what is the same for all lines, unless it is still there from the line before. */
    private void prepare() {
        columns.starts[VERSION] = 0;
        columns.ends[VERSION] = 1;
        columns.starts[ACCOUNT_ID] = ACCOUNT_AT;
        columns.ends[ACCOUNT_ID] = ACCOUNT_END;
        columns.starts[INTERFACE_ID] = INTERFACE_AT;
        columns.ends[INTERFACE_ID] = INTERFACE_END;
        columns.highs[SRCADDR] = 0;
        columns.highs[DSTADDR] = 0;
        values[VERSION] = 2;
        values[LOG_STATUS] = 0;
    }

    /** A blank and up to six digits. */
    private int readNumber(byte[] text, int at, int column, int max) {
        long digits = Swar.digitsAfterBlank(Swar.eightBytes(text, at));
        int end = Long.numberOfTrailingZeros(Swar.notDecimalAfterBlank(digits));
        long value = Swar.number(digits << (Swar.FIRST_MARK - end));
        values[column] = value;
        return end < FIRST_DIGIT || end == Long.SIZE || value > max ? REFUSED : end >>> 3;
    }

    /** Most flows are TCP: the branch is foreseen, so that the processor knows at once where the next column begins. */
    private int readProtocol(byte[] text, int at) {
        if ((Swar.fourBytes(text, at) & THREE_BYTES) != TCP_TEXT) {
            return readNumber(text, at, PROTOCOL, MAX_PROTOCOL);
        }
        values[PROTOCOL] = TCP;
        return 2;
    }

    private int readBytes(byte[] text, int at) {
        long digits = Swar.digits(Swar.eightBytes(text, at + 1));
        int end = Long.numberOfTrailingZeros(Swar.notDecimal(digits));
        values[BYTES] = Swar.number(digits << (Swar.FIRST_MARK - end));
        return end == Swar.FIRST_MARK || end == Long.SIZE || text[at] != ' ' ? REFUSED : (end >>> 3) + 1;
    }

    private int readRest(byte[] text, int at) {
        long start = seconds.read(text, at);
        long end = seconds.read(text, at + 11);
        long word = Swar.eightBytes(text, at + 22);
        int action = (int) (word >>> 12) & 1;
        if ((start | end) < 0 || word != ACTIONS[action] || (Swar.fourBytes(text, at + 30) & 0xFFFF) != OK) {
            return REFUSED;
        }
        values[START] = start;
        values[END] = end;
        values[ACTION] = action;
        return at + 32;
    }
}
