package io.flowlens.flowlog;

import java.util.Arrays;

/**
 * Reads the lines of one {@link Format} in place, without allocating. Not thread-safe.
 *
 * <p>Every digit, separator and range is checked. Columns may stand more than one blank apart, and a line may end in blanks, in
 * {@code \r}, or in a comment that begins with {@code #}, as AWS's own examples do. Any other column too many makes the line one
 * of another format: several flow logs may write to one log stream.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html">Flow log record examples</a>
 */
public final class FlowLogParser {

    /** The longest line that is read; a line of all fields of version 11 has some 2 KB. */
    public static final int MAX_LINE_BYTES = 65_536;

    /** In the order of {@link WordText#STATUSES}. */
    private static final Outcome[] STATUSES = {Outcome.FLOW, Outcome.NODATA, Outcome.SKIPDATA};

    /** What flow logs leave empty in a window without traffic. */
    private static final Field[] FLOW_FIELDS = {
        Field.SRCADDR,
        Field.DSTADDR,
        Field.SRCPORT,
        Field.DSTPORT,
        Field.PROTOCOL,
        Field.PACKETS,
        Field.BYTES,
        Field.ACTION,
        Field.TCP_FLAGS,
        Field.TYPE,
        Field.PKT_SRCADDR,
        Field.PKT_DSTADDR
    };

    private final int count;
    private final int statusColumn;
    private final int[] flowColumns;
    private final Columns columns;
    private final ColumnParser values;
    private final boolean textOnly;
    private final UsualLine usual;
    /** {@code null} for any other format. */
    private final DefaultOrder defaultOrder;

    private final FlowRecord record;
    private int lineEnd;

    public FlowLogParser(Format format) {
        count = format.columns().size();
        statusColumn = format.columnOf(Field.LOG_STATUS);
        flowColumns = Arrays.stream(FLOW_FIELDS)
                .filter(format::has)
                .mapToInt(format::columnOf)
                .toArray();
        columns = new Columns(count);
        values = new ColumnParser(format, columns);
        textOnly = values.isTextOnly();
        usual = new UsualLine(format, columns, values);
        defaultOrder = format.equals(Format.DEFAULT) ? new DefaultOrder(columns) : null;
        record = new FlowRecord(format, columns);
    }

    /** Where the line ends that begins at {@code from}: its line feed, or {@code to} if it has none before. */
    public static int endOfLine(byte[] text, int from, int to) {
        return Swar.endOfLine(text, from, to);
    }

    /**
     * Reads the line in {@code text} from {@code from} until before {@code to}, without its line feed. Never throws on what a
     * line holds: a bad line is an answer.
     */
    public Outcome parse(byte[] text, int from, int to) {
        int end = to;
        while (end > from && Columns.isBlank(text[end - 1])) {
            end--;
        }
        if (end == from) {
            return Outcome.EMPTY;
        }
        if (end - from > MAX_LINE_BYTES) {
            return Outcome.TOO_LONG;
        }
        columns.takeOrCopy(text, from, end);
        if (readDefaultOrder()) {
            return Outcome.FLOW;
        }
        return !textOnly && usual.read(columns.text, columns.from) == columns.to ? kindOfRecord() : parseWithCare();
    }

    /**
     * Reads the line in {@code text} that begins at {@code from} and ends before its line feed, or before {@code to} if it has
     * none before: {@link #lineEnd} then tells. As {@link #parse}, and faster, for it mostly needs no search for the line feed.
     */
    public Outcome parseLine(byte[] text, int from, int to) {
        if (defaultOrder != null && from <= text.length - DefaultOrder.REACH) {
            int end = defaultOrder.read(text, from);
            if (isLineEnd(text, end, to)) {
                lineEnd = end;
                columns.pointTo(text, from, end, DefaultOrder.CUT);
                return Outcome.FLOW;
            }
        }
        if (!textOnly) {
            columns.pointTo(text, from, to);
            int end = usual.read(text, from);
            if (isLineEnd(text, end, to) && end - from <= MAX_LINE_BYTES) {
                lineEnd = end;
                columns.pointTo(text, from, end);
                return kindOfRecord();
            }
        }
        lineEnd = endOfLine(text, from, to);
        return parse(text, from, lineEnd);
    }

    private static boolean isLineEnd(byte[] text, int end, int to) {
        return end == to || end >= 0 && end < to && text[end] == '\n';
    }

    /** Where the line ended that {@link #parseLine} read last: its line feed, or the end of the text. */
    public int lineEnd() {
        return lineEnd;
    }

    /** The line parsed last, valid until the next one and only if the outcome {@linkplain Outcome#isRecord is a record}. */
    public FlowRecord record() {
        return record;
    }

    private boolean readDefaultOrder() {
        if (defaultOrder == null
                || columns.from > columns.text.length - DefaultOrder.REACH
                || defaultOrder.read(columns.text, columns.from) != columns.to) {
            return false;
        }
        columns.pointTo(columns.text, columns.from, columns.to, DefaultOrder.CUT);
        return true;
    }

    private Outcome parseWithCare() {
        if (Header.read(columns.text, columns.from, columns.to).isPresent()) {
            return Outcome.HEADER;
        }
        if (columns.splitLoosely() != count) {
            return Outcome.FIELD_COUNT;
        }
        return columns.hasControlCharacter() || !values.parse() ? Outcome.BAD_FIELD : kindOfRecord();
    }

    private Outcome kindOfRecord() {
        int status = (int) columns.values[statusColumn];
        if (status < 0) {
            return hasFlow() ? Outcome.FLOW : Outcome.NODATA;
        }
        return STATUSES[status];
    }

    /** Without a status, a window without traffic shows only in that all columns of the flow are empty. */
    private boolean hasFlow() {
        for (int column : flowColumns) {
            if (!columns.isAbsent(column)) {
                return true;
            }
        }
        return flowColumns.length == 0;
    }
}
