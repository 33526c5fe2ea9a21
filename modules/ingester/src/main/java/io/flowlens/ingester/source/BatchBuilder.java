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

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

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

    /** One line; {@code id} is a {@link #hash(byte[], int, int)} of its event id or {@link Batch#NO_ID}. */
    public void line(byte[] bytes, int from, int to, long id) {
        int end = withoutLineEnd(bytes, from, to);
        if (end == from) {
            return;
        }
        reserve(end - from + 1);
        if (lines > 0) {
            text[length++] = '\n';
        }
        System.arraycopy(bytes, from, text, length, end - from);
        blankLineEnds(length, length + end - from);
        length += end - from;
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
            own[i] = own[i] == Batch.NO_ID ? Batch.NO_ID : mix(own[i] ^ seed);
        }
        return new Batch(origin, format, Arrays.copyOf(text, length), Arrays.copyOf(ends, lines), own, latest);
    }

    /** True when the first line starts with {@code start}. */
    public boolean startsWith(byte[] start) {
        return length >= start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
    }

    /** 64 bits of an event id: two ids of one million remembered collide once in about 10^13 lines. */
    public static long hash(byte[] bytes, int from, int to) {
        if (from == to) {
            return Batch.NO_ID;
        }
        long hash = FNV_OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * FNV_PRIME;
        }
        return hash == Batch.NO_ID ? 1 : hash;
    }

    private static long streamHash(LogStream origin) {
        byte[] name =
                (origin.owner() + '\n' + origin.logGroup() + '\n' + origin.name()).getBytes(StandardCharsets.UTF_8);
        return mix(hash(name, 0, name.length));
    }

    /** The finalizer of MurmurHash3: FNV alone leaves neighbouring ids close together. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return mixed == Batch.NO_ID ? 1 : mixed;
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
