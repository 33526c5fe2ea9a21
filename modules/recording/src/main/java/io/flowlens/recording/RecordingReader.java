package io.flowlens.recording;

import io.flowlens.topics.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a recording, in the order in which it was written, in constant memory: one frame, of at most
 * {@value Frame#MAX_LENGTH} bytes, usually {@value Frame#USUAL_LENGTH}.
 *
 * <p>The records are those of Kafka: topic, partition, offset, timestamp, key, value and headers as they were.
 */
public final class RecordingReader implements Closeable {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What to do about a recording that is damaged or cut off. */
    public enum Damage {
        /** Throws when it is met. */
        REFUSED,
        /** Ends there, as if that were the end: every record before it is whole. */
        ALLOWED
    }

    /**
     * What was found by looking at every frame.
     *
     * @param records how many there are up to the end, or up to the damage
     * @param damage what is wrong, with its byte; empty for a recording that is whole
     */
    public record Check(long records, Optional<RecordingException> damage) {}

    /** What stands at the end. */
    record End(long records) {}

    private final FrameSource frames;
    private final Damage allowed;
    private final RecordBytes coding = new RecordBytes();
    private final RecordingHeader header;
    private RecordingException damage;
    private ByteBuffer records = NOTHING;
    private int left;
    private long read;
    private boolean finished;

    private RecordingReader(Path file, Damage allowed) {
        this.frames = new FrameSource(file);
        this.allowed = allowed;
        try {
            frames.next();
            this.header = json(RecordingHeader.class);
        } catch (RuntimeException e) {
            frames.close();
            throw e;
        }
    }

    /**
     * Opens a recording and reads its header, which must be whole in any case.
     *
     * @throws RecordingException when it is none, or of a later version
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static RecordingReader open(Path file, Damage allowed) {
        return new RecordingReader(file, allowed);
    }

    /** Goes over the whole file, checksums only, so that damage is known before anything of it is used. */
    public static Check check(Path file) {
        long records = 0;
        try (RecordingReader reader = open(file, Damage.ALLOWED)) {
            while (reader.nextFrame()) {
                records += reader.left;
                reader.left = 0;
            }
            return new Check(records, reader.damage());
        }
    }

    public RecordingHeader header() {
        return header;
    }

    /**
     * The next record, or null after the last.
     *
     * @throws RecordingException at the damage, unless it is allowed
     */
    public ConsumerRecord<byte[], byte[]> next() {
        while (left == 0) {
            if (!nextFrame()) {
                return null;
            }
            records = left == 0 ? NOTHING : frames.raw();
        }
        left--;
        return decode();
    }

    /** Why reading ended before the end of the recording. */
    public Optional<RecordingException> damage() {
        return Optional.ofNullable(damage);
    }

    /** Whether the end was reached, so that nothing is missing. */
    boolean isFinished() {
        return finished;
    }

    /** After the last whole frame. */
    long wholeUpTo() {
        return damage == null ? frames.position() : damage.position();
    }

    /** The number that the next frame has, or would have. */
    int nextFrameNumber() {
        return frames.frames();
    }

    private boolean nextFrame() {
        if (finished || damage != null) {
            return false;
        }
        try {
            Frame frame = frames.next();
            if (frame.kind() == Frame.RECORDS) {
                left = frame.records();
                read += left;
                return true;
            }
            checkEnd();
        } catch (RecordingException e) {
            damage = e;
            if (allowed == Damage.REFUSED) {
                throw e;
            }
        }
        return false;
    }

    private void checkEnd() {
        long records = json(End.class).records();
        if (records != read) {
            throw frames.damaged("the end tells of %d records, but %d stand before it".formatted(records, read));
        }
        finished = true;
        frames.checkThatNothingFollows();
    }

    private ConsumerRecord<byte[], byte[]> decode() {
        try {
            ConsumerRecord<byte[], byte[]> record = coding.read(records);
            if (left == 0 && records.hasRemaining()) {
                throw frames.damaged("the frame that begins here holds more than its records");
            }
            return record;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw frames.damaged("a record in the frame that begins here makes no sense: " + e.getMessage());
        }
    }

    private <T> T json(Class<T> type) {
        try {
            return Json.mapper().readValue(frames.stored(), type);
        } catch (IOException e) {
            throw frames.damaged("the JSON in the frame that begins here cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        frames.close();
    }
}
