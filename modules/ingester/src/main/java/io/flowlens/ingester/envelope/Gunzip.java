package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Content.Reason;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks gzip (RFC 1952) with one inflater and one buffer, used again and again; several members become one text. */
final class Gunzip {

    /** The most that one record may open to: a record of 1 MiB holds some 15 MiB of log lines. */
    static final int MAX_BYTES = 64 << 20;

    private static final int FIRST_BYTES = 1 << 18;
    private static final int KEPT_BYTES = 8 << 20;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] out = new byte[FIRST_BYTES];
    private int length;

    static boolean isGzip(byte[] data, int from, int to) {
        return to - from >= 2 && (data[from] & 0xff) == 0x1f && (data[from + 1] & 0xff) == 0x8b;
    }

    /** Unpacks into {@link #bytes()} and returns how many there are; they stay until the next call. */
    int unpack(byte[] data, int from, int to) throws UnreadableException {
        length = 0;
        if (out.length > KEPT_BYTES) {
            out = new byte[FIRST_BYTES];
        }
        int member = from;
        do {
            member = unpackMember(data, member, to);
        } while (isGzip(data, member, to));
        return length;
    }

    byte[] bytes() {
        return out;
    }

    private int unpackMember(byte[] data, int from, int to) throws UnreadableException {
        int body = afterHeader(data, from, to);
        int start = length;
        inflater.reset();
        inflater.setInput(data, body, to - body);
        inflate();
        int trailer = to - inflater.getRemaining();
        require(trailer + TRAILER <= to);
        crc.reset();
        crc.update(out, start, length - start);
        require((int) crc.getValue() == littleEndian(data, trailer));
        require(length - start == littleEndian(data, trailer + 4));
        return trailer + TRAILER;
    }

    private void inflate() throws UnreadableException {
        try {
            while (!inflater.finished()) {
                if (length == out.length) {
                    grow();
                }
                int count = inflater.inflate(out, length, out.length - length);
                require(count > 0 || inflater.finished());
                length += count;
            }
        } catch (DataFormatException e) {
            throw new UnreadableException(Reason.BROKEN_GZIP);
        }
    }

    private void grow() throws UnreadableException {
        if (out.length >= MAX_BYTES) {
            throw new UnreadableException(Reason.TOO_LARGE);
        }
        out = Arrays.copyOf(out, Math.min(out.length * 2, MAX_BYTES));
    }

    private static int afterHeader(byte[] data, int from, int to) throws UnreadableException {
        require(to - from >= HEADER + TRAILER && data[from + 2] == DEFLATE);
        int flags = data[from + 3];
        int at = from + HEADER;
        if ((flags & FLAG_EXTRA) != 0) {
            require(at + 2 <= to);
            at += 2 + (data[at] & 0xff) + ((data[at + 1] & 0xff) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            at = afterZero(data, at, to);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            at = afterZero(data, at, to);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            at += 2;
        }
        require(at <= to);
        return at;
    }

    private static int afterZero(byte[] data, int from, int to) throws UnreadableException {
        for (int at = from; at < to; at++) {
            if (data[at] == 0) {
                return at + 1;
            }
        }
        throw new UnreadableException(Reason.BROKEN_GZIP);
    }

    private static int littleEndian(byte[] data, int at) {
        return (data[at] & 0xff)
                | (data[at + 1] & 0xff) << 8
                | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xff) << 24;
    }

    private static void require(boolean sound) throws UnreadableException {
        if (!sound) {
            throw new UnreadableException(Reason.BROKEN_GZIP);
        }
    }
}
