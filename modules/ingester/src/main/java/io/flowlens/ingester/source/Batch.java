package io.flowlens.ingester.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of one log stream, in their order, as bytes that were never decoded. */
public final class Batch implements Content {

    /** The event id of a line whose source gives none. */
    public static final long NO_ID = 0;

    /** The time of a batch whose source gives none. */
    public static final long NO_TIME = -1;

    private final LogStream origin;
    private final String format;
    private final byte[] text;
    private final int[] ends;
    private final long[] ids;
    private final long latest;

    /**
     * @param format of the lines, if they came with it; else null
     * @param text the lines, one LF between two
     * @param ends where each line ends in {@code text}, LF excluded
     * @param ids a hash of (log stream, event id) for each line, or {@link #NO_ID}
     * @param latest the latest event timestamp, epoch milliseconds, or {@link #NO_TIME}
     */
    Batch(LogStream origin, String format, byte[] text, int[] ends, long[] ids, long latest) {
        this.origin = origin;
        this.format = format;
        this.text = text;
        this.ends = ends;
        this.ids = ids;
        this.latest = latest;
    }

    public LogStream origin() {
        return origin;
    }

    /** The names of the columns, as a header line gives them or as {@code ${names}}; null when the source does not say. */
    public String format() {
        return format;
    }

    /** How many lines. */
    public int size() {
        return ends.length;
    }

    public long latest() {
        return latest;
    }

    public long id(int line) {
        return ids[line];
    }

    /** The lines {@code from} (included) to {@code to} (excluded), one LF between two; to be read, not to be changed. */
    public byte[] lines(int from, int to) {
        return length(from, to) == text.length ? text : Arrays.copyOfRange(text, start(from), ends[to - 1]);
    }

    /** The length of {@link #lines(int, int)}. */
    public int length(int from, int to) {
        return ends[to - 1] - start(from);
    }

    private int start(int line) {
        return line == 0 ? 0 : ends[line - 1] + 1;
    }

    @Override
    public String toString() {
        return origin + "\n" + new String(text, StandardCharsets.UTF_8);
    }
}
