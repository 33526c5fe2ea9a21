package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Content.Reason;
import java.util.zip.CRC32;

/** Unpacks gzip (RFC 1952) into one buffer, used again and again; several members become one text. */
final class Gunzip {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final DeflateReader deflate;
    private final CRC32 crc = new CRC32();
    private final OpenedBytes out = new OpenedBytes();

    Gunzip(DeflateReader deflate) {
        this.deflate = deflate;
    }

    static boolean isGzip(byte[] data, int from, int to) {
        return to - from >= 2 && (data[from] & 0xff) == 0x1f && (data[from + 1] & 0xff) == 0x8b;
    }

    /** Unpacks into {@link #bytes()} and returns how many there are; they stay until the next call. */
    int unpack(byte[] data, int from, int to) throws UnreadableException {
        out.clear();
        int member = from;
        do {
            member = unpackMember(data, member, to);
        } while (isGzip(data, member, to));
        return out.length();
    }

    byte[] bytes() {
        return out.bytes();
    }

    private int unpackMember(byte[] data, int from, int to) throws UnreadableException {
        int start = out.length();
        int trailer = deflate.read(data, afterHeader(data, from, to), to, out);
        int length = out.length() - start;
        require(trailer + TRAILER <= to);
        crc.reset();
        crc.update(out.bytes(), start, length);
        require((int) crc.getValue() == littleEndian(data, trailer));
        require(length == littleEndian(data, trailer + 4));
        return trailer + TRAILER;
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
