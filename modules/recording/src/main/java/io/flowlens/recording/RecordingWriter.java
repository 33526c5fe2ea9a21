package io.flowlens.recording;

import com.github.luben.zstd.Zstd;
import io.flowlens.topics.Json;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes a recording, in constant memory: one frame.
 *
 * <p>What was written before a crash is whole up to its last frame; {@link #resume} takes it up from there.
 */
public final class RecordingWriter implements Closeable {

    private static final int LEVEL = 3;

    private final Path file;
    private final FileChannel channel;
    private final RecordingHeader header;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream(Frame.USUAL_LENGTH + (Frame.USUAL_LENGTH >> 2));
    private final DataOutputStream records = new DataOutputStream(raw);
    private int inFrame;
    private int frames;
    private long written;
    private boolean finished;

    private RecordingWriter(Path file, FileChannel channel, RecordingHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /** Begins a new file. */
    public static RecordingWriter create(Path file, RecordingHeader header) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            RecordingWriter writer = new RecordingWriter(file, channel, header);
            writer.writeAll(ByteBuffer.allocate(Frame.PREAMBLE_LENGTH)
                    .putLong(Frame.MAGIC)
                    .putInt(Frame.VERSION)
                    .flip());
            byte[] json = Json.text(header).getBytes(StandardCharsets.UTF_8);
            writer.writeFrame(Frame.of(Frame.HEADER, 0, 0, json.length, json), json);
            return writer;
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(
                    file + " is there already: name another file, or take it up with --resume", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e, e);
        }
    }

    /**
     * Takes up a file that was not finished: cuts off what is not whole, and goes on behind it.
     *
     * @throws RecordingException when not even its header is whole
     */
    public static RecordingWriter resume(Path file) {
        try (RecordingReader reader = RecordingReader.open(file, RecordingReader.Damage.ALLOWED)) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            RecordingWriter writer = new RecordingWriter(file, channel, reader.header());
            for (ConsumerRecord<byte[], byte[]> record = reader.next(); record != null; record = reader.next()) {
                writer.count(record);
            }
            writer.finished = reader.isFinished();
            writer.frames = reader.nextFrameNumber();
            channel.truncate(reader.wholeUpTo()).position(reader.wholeUpTo());
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot go on writing the recording " + file + ": " + e, e);
        }
    }

    public RecordingHeader header() {
        return header;
    }

    /** The offset after the last record of that partition in the file; {@code otherwise} when there is none. */
    public long next(TopicPartition partition, long otherwise) {
        return next.getOrDefault(partition, otherwise);
    }

    /** Whether the file has its end, so that nothing may be added. */
    public boolean isFinished() {
        return finished;
    }

    /** How many records there are, those of before a {@link #resume} included. */
    public long records() {
        return written;
    }

    /** @throws RecordingException for a record of more than {@value Frame#MAX_RECORD_LENGTH} bytes */
    public void write(ConsumerRecord<byte[], byte[]> record) {
        int before = raw.size();
        try {
            RecordBytes.write(record, records);
            if (raw.size() - before > Frame.MAX_RECORD_LENGTH) {
                throw new RecordingException(
                        file,
                        channel.position(),
                        "%s, partition %d, offset %d: %d bytes are too many for a record in a recording"
                                .formatted(record.topic(), record.partition(), record.offset(), raw.size() - before));
            }
            count(record);
            inFrame++;
            if (raw.size() >= Frame.USUAL_LENGTH) {
                writeRecords();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the recording " + file + ": " + e, e);
        }
    }

    /** Writes the end; without it the file counts as unfinished. */
    public void finish() {
        try {
            if (inFrame > 0) {
                writeRecords();
            }
            byte[] json = Json.text(new RecordingReader.End(written)).getBytes(StandardCharsets.UTF_8);
            writeFrame(Frame.of(Frame.END, frames, 0, json.length, json), json);
            channel.force(true);
            finished = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the end of the recording " + file + ": " + e, e);
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        written++;
    }

    private void writeRecords() throws IOException {
        byte[] bytes = raw.toByteArray();
        byte[] stored = Zstd.compress(bytes, LEVEL);
        writeFrame(Frame.of(Frame.RECORDS, frames, inFrame, bytes.length, stored), stored);
        raw.reset();
        inFrame = 0;
    }

    private void writeFrame(Frame frame, byte[] stored) throws IOException {
        writeAll(frame.head());
        writeAll(ByteBuffer.wrap(stored));
        frames++;
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the recording " + file + ": " + e, e);
        }
    }
}
