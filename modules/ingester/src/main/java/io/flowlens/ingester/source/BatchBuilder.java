package io.flowlens.ingester.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the lines of a batch; one builder serves many batches, one after the other.
 *
 * <p>A line never becomes two: CR and LF at the end of a message are dropped, inside it each becomes a space. A message
 * with nothing else in it is no line.
 */
public final class BatchBuilder {

    private static final int FIRST_TEXT = 1 << 16;
    private static final int FIRST_LINES = 256;
    /** A larger buffer is given back after use: one giant record must not hold memory for ever. */
    private static final int KEPT_TEXT = 4 << 20;

    private byte[] text = new byte[FIRST_TEXT];
    private int[] ends = new int[FIRST_LINES];
    private long[] ids = new long[FIRST_LINES];
    private int length;
    private int lines;
    private long latest;

    /** Forgets what was collected. */
    public BatchBuilder clear() {
        length = 0;
        lines = 0;
        latest = Batch.NO_TIME;
        if (text.length > KEPT_TEXT) {
            text = new byte[FIRST_TEXT];
        }
        return this;
    }

    /** One line; {@code id} is an {@link EventIds#hash(byte[], int, int)} or {@link Batch#NO_ID}. */
    public void line(byte[] bytes, int from, int to, long id) {
        int start = length;
        plainLine(bytes, from, withoutLineEnd(bytes, from, to), id);
        blankLineEnds(start == 0 ? 0 : start + 1, length);
    }

    /** As {@link #line}, of what is known to have neither CR nor LF in it. */
    public void plainLine(byte[] bytes, int from, int to, long id) {
        if (to == from) {
            return;
        }
        reserve(to - from + 1);
        if (lines > 0) {
            text[length++] = '\n';
        }
        System.arraycopy(bytes, from, text, length, to - from);
        length += to - from;
        ends[lines] = length;
        ids[lines++] = id;
    }

    public void time(long epochMillis) {
        latest = Math.max(latest, epochMillis);
    }

    /** What was collected; event ids are told apart by log stream from here on. */
    public Batch build(LogStream origin) {
        return build(origin, null);
    }

    /** What was collected, with the format that it came with. */
    public Batch build(LogStream origin, String format) {
        long[] own = Arrays.copyOf(ids, lines);
        long seed = streamHash(origin);
        for (int i = 0; i < lines; i++) {
            own[i] = EventIds.within(seed, own[i]);
        }
        return new Batch(origin, format, Arrays.copyOf(text, length), Arrays.copyOf(ends, lines), own, latest);
    }

    /** True when the first line starts with {@code start}. */
    public boolean startsWith(byte[] start) {
        return length >= start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
    }

    private static long streamHash(LogStream origin) {
        byte[] name =
                (origin.owner() + '\n' + origin.logGroup() + '\n' + origin.name()).getBytes(StandardCharsets.UTF_8);
        return EventIds.hash(name, 0, name.length);
    }

    private static int withoutLineEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isLineEnd(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private void blankLineEnds(int from, int to) {
        for (int i = from; i < to; i++) {
            if (isLineEnd(text[i])) {
                text[i] = ' ';
            }
        }
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private void reserve(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
        }
        if (lines == ends.length) {
            ends = Arrays.copyOf(ends, lines * 2);
            ids = Arrays.copyOf(ids, lines * 2);
        }
    }
}
