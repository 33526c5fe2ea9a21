package io.flowlens.recording;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The head of one piece of a recording, and what follows it.
 *
 * <pre>
 * file   = magic (8 bytes), version (4), header frame, frames of records, end frame
 * frame  = kind (1), number (4), records (4), raw length (4), stored length (4), CRC32C (4), stored bytes
 * </pre>
 *
 * <p>Numbers are big endian. The checksum is of all that comes before it in the frame and of the stored bytes, which are
 * compressed with zstd in a frame of records and plain JSON in the two others. Frames are numbered from 0, so that one
 * that is missing, doubled or in the wrong place is noticed.
 */
record Frame(byte kind, int number, int records, int rawLength, int storedLength, int checksum) {

    /** As PNG has it: the first byte shows what takes text for 7 bits, the last ones what changes the ends of lines. */
    static final long MAGIC = 0x89_46_4C_52_0D_0A_1A_0AL;

    static final int VERSION = 1;
    static final int PREAMBLE_LENGTH = Long.BYTES + Integer.BYTES;
    static final int HEAD_LENGTH = 1 + 5 * Integer.BYTES;

    static final byte HEADER = 'H';
    static final byte RECORDS = 'R';
    static final byte END = 'E';

    /** A frame is written when it holds so much. */
    static final int USUAL_LENGTH = 1 << 20;
    /** No frame is longer, compressed or not: what a forged length can make a reader allocate. */
    static final int MAX_LENGTH = 32 << 20;
    /** Of one record: what does not compress grows a little, and others stand before it in the frame. */
    static final int MAX_RECORD_LENGTH = MAX_LENGTH / 2;

    static Frame of(byte kind, int number, int records, int rawLength, byte[] stored) {
        Frame unsigned = new Frame(kind, number, records, rawLength, stored.length, 0);
        return new Frame(kind, number, records, rawLength, stored.length, unsigned.checksumWith(stored));
    }

    static Frame read(ByteBuffer head) {
        return new Frame(head.get(), head.getInt(), head.getInt(), head.getInt(), head.getInt(), head.getInt());
    }

    ByteBuffer head() {
        return fields(ByteBuffer.allocate(HEAD_LENGTH)).putInt(checksum).flip();
    }

    boolean isPossible() {
        return (kind == HEADER || kind == RECORDS || kind == END)
                && records >= 0
                && isLength(rawLength)
                && isLength(storedLength);
    }

    boolean fits(byte[] stored) {
        return checksumWith(stored) == checksum;
    }

    private static boolean isLength(int length) {
        return length >= 0 && length <= MAX_LENGTH;
    }

    private int checksumWith(byte[] stored) {
        CRC32C sum = new CRC32C();
        sum.update(fields(ByteBuffer.allocate(HEAD_LENGTH)).flip());
        sum.update(stored);
        return (int) sum.getValue();
    }

    private ByteBuffer fields(ByteBuffer into) {
        return into.put(kind).putInt(number).putInt(records).putInt(rawLength).putInt(storedLength);
    }
}
