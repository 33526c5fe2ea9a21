package io.flowlens.recording;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a recording frame by frame and believes nothing it has not checked. */
final class FrameSource implements Closeable {

    private final Path file;
    private final InputStream in;
    private long position;
    private long frameBegan;
    private int frames;
    private Frame frame;
    private byte[] stored;

    FrameSource(Path file) {
        this.file = file;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording " + file + ": " + e, e);
        }
        try {
            readPreamble();
        } catch (RecordingException e) {
            close();
            throw e;
        }
    }

    /** Goes to the next frame, whole and checked; its number is the next one. */
    Frame next() {
        frameBegan = position;
        byte[] head =
                bytes(Frame.HEAD_LENGTH, "the recording ends here, without its end: it was cut off or is unfinished");
        frame = Frame.read(ByteBuffer.wrap(head));
        if (!frame.isPossible()) {
            throw damaged("no frame begins here");
        }
        stored = bytes(frame.storedLength(), "the frame that begins here is cut off");
        if (!frame.fits(stored)) {
            throw damaged("the frame that begins here does not have its checksum");
        }
        if (frame.number() != frames) {
            throw damaged("frame %d stands here, not %d".formatted(frame.number(), frames));
        }
        if ((frame.kind() == Frame.HEADER) != (frames == 0)) {
            throw damaged("the header of the recording must be its first frame, and no other");
        }
        frames++;
        return frame;
    }

    /** The stored bytes of the frame, as they are. */
    byte[] stored() {
        return stored;
    }

    /** What stands in the frame, decompressed. */
    ByteBuffer raw() {
        byte[] raw = new byte[frame.rawLength()];
        try {
            long length = Zstd.decompressByteArray(raw, 0, raw.length, stored, 0, stored.length);
            if (length != raw.length) {
                throw damaged("the frame that begins here holds %d bytes, not %d".formatted(length, raw.length));
            }
        } catch (ZstdException e) {
            throw damaged("the frame that begins here cannot be decompressed: " + e.getMessage());
        }
        return ByteBuffer.wrap(raw);
    }

    void checkThatNothingFollows() {
        frameBegan = position;
        try {
            if (in.read() >= 0) {
                throw damaged("something follows the end of the recording");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Of the frame read last. */
    RecordingException damaged(String what) {
        return new RecordingException(file, frameBegan, what);
    }

    /** After the frame read last. */
    long position() {
        return position;
    }

    /** How many were read, the header included: the number of the next one. */
    int frames() {
        return frames;
    }

    private void readPreamble() {
        ByteBuffer preamble = ByteBuffer.wrap(bytes(Frame.PREAMBLE_LENGTH, "this is no recording: it is too short"));
        if (preamble.getLong() != Frame.MAGIC) {
            throw damaged("this is no recording of flowlens");
        }
        frameBegan = Long.BYTES;
        int version = preamble.getInt();
        if (version != Frame.VERSION) {
            throw damaged("a recording of version %d; this flowlens reads version %d: take a newer one"
                    .formatted(version, Frame.VERSION));
        }
    }

    private byte[] bytes(int length, String otherwise) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw damaged(otherwise);
            }
            position += length;
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(
                "cannot read the recording %s from byte %d: %s".formatted(file, position, e), e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
