package io.flowlens.topology;

import java.nio.ByteBuffer;

/** Numbers of which most are small: seven bits a byte, the lowest first, the last byte without its highest bit. */
final class VarLong {

    /** The most bytes that one takes. */
    static final int MOST_BYTES = 10;

    private VarLong() {}

    static void write(long value, ByteBuffer out) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.put((byte) (left | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    static long read(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
