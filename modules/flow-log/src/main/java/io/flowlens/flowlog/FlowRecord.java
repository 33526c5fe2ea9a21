package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/**
 * One line of a flow log, its fields typed. What a parser answers is a view of its last line: {@link #copy()} keeps it. A field
 * is absent if the format has no column for it or the column is {@code -}.
 */
public final class FlowRecord {

    private static final Action[] ACTIONS = {Action.ACCEPT, Action.REJECT};
    private static final FlowDirection[] DIRECTIONS = {FlowDirection.INGRESS, FlowDirection.EGRESS};

    private final Format format;
    private final Columns columns;
    private final int[] columnOfField;
    private final long[] values;
    private final RepeatedText interfaceId;
    /** Of a record whose text stays as it is; else {@code null}. */
    private String keptInterfaceId;

    FlowRecord(Format format, Columns columns) {
        this(format, columns, new RepeatedText());
    }

    private FlowRecord(Format format, Columns columns, RepeatedText interfaceId) {
        this.format = format;
        this.columns = columns;
        this.columnOfField = format.columnOfField();
        this.values = columns.values;
        this.interfaceId = interfaceId;
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if it is no record of this format
     */
    public static FlowRecord of(Format format, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        FlowLogParser parser = new FlowLogParser(format);
        Outcome outcome = parser.parse(text, 0, text.length);
        if (!outcome.isRecord()) {
            throw new IllegalArgumentException("%s in the format %s: '%s'".formatted(outcome, format, line));
        }
        return parser.record();
    }

    public Format format() {
        return format;
    }

    public boolean has(Field field) {
        return !columns.isAbsent(columnOfField[field.ordinal()]);
    }

    /**
     * The value of a number, in the field's own unit; -1 if absent. Times are in seconds.
     *
     * @throws IllegalArgumentException if the field's type {@linkplain FieldType#isNumber() is no number}
     */
    public long number(Field field) {
        if (!field.type().isNumber()) {
            throw new IllegalArgumentException(field.awsName() + " is no number but " + field.type());
        }
        return value(field);
    }

    /** The field as AWS wrote it, {@code null} if absent. */
    public String text(Field field) {
        return columns.textOf(format.columnOf(field));
    }

    /** The column at this index of {@link Format#columns()} as AWS wrote it, {@code null} if {@code -}; for unknown fields. */
    public String text(int column) {
        return columns.textOf(column);
    }

    /**
     * {@code null} if absent, as for the flows of a regional NAT gateway. Allocates only where it is another one than a parser's
     * record had before.
     */
    public String interfaceId() {
        return keptInterfaceId != null ? keptInterfaceId : interfaceId.of(columns, format.columnOf(Field.INTERFACE_ID));
    }

    public Action action() {
        long value = value(Field.ACTION);
        return value < 0 ? Action.NONE : ACTIONS[(int) value];
    }

    public FlowDirection direction() {
        long value = value(Field.FLOW_DIRECTION);
        return value < 0 ? FlowDirection.UNKNOWN : DIRECTIONS[(int) value];
    }

    /** {@code srcaddr}, {@code null} if absent. On the recording interface's side it is the primary private address. */
    public IpAddress source() {
        return address(Field.SRCADDR);
    }

    /** {@code dstaddr}, {@code null} if absent. On the recording interface's side it is the primary private address. */
    public IpAddress destination() {
        return address(Field.DSTADDR);
    }

    /** {@code pkt-srcaddr}, the address in the packet itself; {@code null} if absent. */
    public IpAddress packetSource() {
        return address(Field.PKT_SRCADDR);
    }

    /** {@code pkt-dstaddr}, the address in the packet itself; {@code null} if absent. */
    public IpAddress packetDestination() {
        return address(Field.PKT_DSTADDR);
    }

    /** The upper half of {@link #source()}; both halves are 0 if absent. */
    public long sourceHigh() {
        return high(Field.SRCADDR);
    }

    /** The lower half of {@link #source()}; both halves are 0 if absent. */
    public long sourceLow() {
        return low(Field.SRCADDR);
    }

    /** The upper half of {@link #destination()}; both halves are 0 if absent. */
    public long destinationHigh() {
        return high(Field.DSTADDR);
    }

    /** The lower half of {@link #destination()}; both halves are 0 if absent. */
    public long destinationLow() {
        return low(Field.DSTADDR);
    }

    /** The upper half of {@link #packetSource()}; both halves are 0 if absent. */
    public long packetSourceHigh() {
        return high(Field.PKT_SRCADDR);
    }

    /** The lower half of {@link #packetSource()}; both halves are 0 if absent. */
    public long packetSourceLow() {
        return low(Field.PKT_SRCADDR);
    }

    /** The upper half of {@link #packetDestination()}; both halves are 0 if absent. */
    public long packetDestinationHigh() {
        return high(Field.PKT_DSTADDR);
    }

    /** The lower half of {@link #packetDestination()}; both halves are 0 if absent. */
    public long packetDestinationLow() {
        return low(Field.PKT_DSTADDR);
    }

    /** -1 if absent; 0 for protocols without ports. */
    public int sourcePort() {
        return (int) value(Field.SRCPORT);
    }

    /** -1 if absent; 0 for protocols without ports. */
    public int destinationPort() {
        return (int) value(Field.DSTPORT);
    }

    /** The IANA protocol number, -1 if absent. */
    public int protocol() {
        return (int) value(Field.PROTOCOL);
    }

    /** Packets in the window, 0 if absent. */
    public long packets() {
        return Math.max(0, value(Field.PACKETS));
    }

    /** Bytes in the window, 0 if absent, as for flows that VPC Block Public Access rejected. */
    public long bytes() {
        return Math.max(0, value(Field.BYTES));
    }

    /** When the first packet came, in Unix seconds, up to 60 s late; -1 if absent. Of NODATA and SKIPDATA: the window's start. */
    public long startSeconds() {
        return value(Field.START);
    }

    /** When the last packet came, in Unix seconds, up to 60 s late; -1 if absent. Of NODATA and SKIPDATA: the window's end. */
    public long endSeconds() {
        return value(Field.END);
    }

    /** The same record, independent of the parser. */
    public FlowRecord copy() {
        return new FlowRecord(format, columns.copy(), interfaceId.copy());
    }

    /**
     * The same record, independent of the parser; not of the text that was parsed, which has to stay as it is.
     *
     * @param spare a record of {@link #keptIn} or {@link #copy} that nobody reads any more: its memory is used again where the
     *     format is the same; or null
     */
    public FlowRecord keptIn(FlowRecord spare) {
        FlowRecord kept = spare != null && spare.format == format
                ? spare
                : new FlowRecord(format, new Columns(format.columns().size()));
        kept.columns.take(columns);
        kept.interfaceId.take(interfaceId);
        kept.keptInterfaceId = interfaceId();
        return kept;
    }

    /** The line as AWS wrote it, without trailing blanks. */
    public String line() {
        return columns.toString();
    }

    /** The same as {@link #line()}. */
    @Override
    public String toString() {
        return line();
    }

    private IpAddress address(Field field) {
        int column = format.columnOf(field);
        return columns.isAbsent(column) ? null : new IpAddress(columns.highs[column], columns.values[column]);
    }

    private long high(Field field) {
        return columns.highs[format.columnOf(field)];
    }

    private long low(Field field) {
        return format.has(field) ? value(field) : 0;
    }

    private long value(Field field) {
        return values[columnOfField[field.ordinal()]];
    }
}
