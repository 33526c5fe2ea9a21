package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Content.Reason;
import java.util.Arrays;

/** What a record opened to, in one buffer for one record after the other. It grows as it must and no further than it may. */
final class OpenedBytes {

    /** The most that one record may open to: a record of 1 MiB holds some 15 MiB of log lines. */
    static final int MAX = 64 << 20;

    /** Enough for most records. */
    static final int FIRST = 1 << 18;

    /** A larger buffer is given back after use: one giant record must not hold memory for ever. */
    static final int KEPT = 8 << 20;

    private byte[] bytes = new byte[FIRST];
    private int length;

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    /** Valid up to {@link #length()}, and until it grows. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Makes room for so many bytes behind {@link #length()}. */
    void reserve(int more) throws UnreadableException {
        if (more > MAX - length) {
            throw new UnreadableException(Reason.TOO_LARGE);
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX, Math.max(bytes.length * 2, length + more)));
        }
    }

    /** How many bytes there is room for. */
    int room() {
        return bytes.length - length;
    }

    /** So many bytes were written behind {@link #length()}. */
    void added(int count) {
        length += count;
    }
}
