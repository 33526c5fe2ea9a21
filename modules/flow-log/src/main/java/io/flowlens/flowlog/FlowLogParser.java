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

    private static final int NONE = -1;

    private final FieldType[] types;
    private final boolean textOnly;
    private final int statusColumn;
    private final int[] flowColumns;
    private final AddressText addresses = new AddressText();
    private final Columns columns;
    private final FlowRecord record;

    public FlowLogParser(Format format) {
        int count = format.columns().size();
        types = new FieldType[count];
        Arrays.setAll(types, format::typeOf);
        textOnly = Arrays.stream(types).allMatch(FieldType.TEXT::equals);
        statusColumn = format.columnOf(Field.LOG_STATUS);
        flowColumns = Arrays.stream(FLOW_FIELDS)
                .filter(format::has)
                .mapToInt(format::columnOf)
                .toArray();
        columns = new Columns(count);
        record = new FlowRecord(format, columns);
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
        columns.pointTo(text, from, end);
        if (!readColumns() || textOnly && isHeader()) {
            return reasonOfFailure();
        }
        return kindOfRecord();
    }

    /** The line parsed last, valid until the next one and only if the outcome {@linkplain Outcome#isRecord is a record}. */
    public FlowRecord record() {
        return record;
    }

    private boolean readColumns() {
        byte[] text = columns.text;
        int to = columns.to;
        int at = columns.from;
        for (int column = 0; column < types.length; column++) {
            while (text[at] == ' ' && at < to) {
                at++;
            }
            int end = read(types[column], at, column);
            if (end <= at || text[end] != ' ' && end != to) {
                return false;
            }
            columns.starts[column] = at;
            columns.ends[column] = end;
            at = Math.min(end + 1, to);
        }
        while (text[at] == ' ' && at < to) {
            at++;
        }
        return at == to || text[at] == '#';
    }

    private int read(FieldType type, int at, int column) {
        switch (type) {
            case TEXT:
                return WordText.endOf(columns.text, at);
            case ADDRESS:
                return addresses.read(columns, at, column);
            case TIME:
                return NumberText.readTime(columns, at, column);
            case ACTION:
                return WordText.ACTIONS.read(columns, at, column);
            case LOG_STATUS:
                return WordText.STATUSES.read(columns, at, column);
            case FLOW_DIRECTION:
                return WordText.DIRECTIONS.read(columns, at, column);
            default:
                return NumberText.read(columns, at, column, type.limit());
        }
    }

    private Outcome kindOfRecord() {
        int status = (int) columns.values[statusColumn];
        if (status == WordText.OK) {
            return Outcome.FLOW;
        }
        if (status == WordText.NODATA) {
            return Outcome.NODATA;
        }
        if (status == WordText.SKIPDATA) {
            return Outcome.SKIPDATA;
        }
        return hasFlow() ? Outcome.FLOW : Outcome.NODATA;
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

    private Outcome reasonOfFailure() {
        if (isHeader()) {
            return Outcome.HEADER;
        }
        return countColumns() == types.length ? Outcome.BAD_FIELD : Outcome.FIELD_COUNT;
    }

    private boolean isHeader() {
        return Header.read(columns.text, columns.from, columns.to).isPresent();
    }

    private int countColumns() {
        byte[] text = columns.text;
        int count = 0;
        for (int at = columns.from; at < columns.to; at++) {
            boolean begins = text[at] != ' ' && (at == columns.from || text[at - 1] == ' ');
            if (begins && text[at] == '#' && count == types.length) {
                return count;
            }
            count += begins ? 1 : 0;
        }
        return count;
    }
}
