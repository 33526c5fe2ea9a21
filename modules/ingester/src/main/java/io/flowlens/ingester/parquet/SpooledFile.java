package io.flowlens.ingester.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A copy on disk of what came as a stream, since Parquet is read from its end. Gone when it is closed. */
final class SpooledFile implements Closeable {

    /** AWS's own files hold 75 MB at most. */
    private static final long MAX_BYTES = 512L << 20;

    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpooledFile of(InputStream in) throws IOException {
        return of(in, MAX_BYTES);
    }

    static SpooledFile of(InputStream in, long maxBytes) throws IOException {
        Path path = Files.createTempFile("flowlens", ".parquet");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            fill(channel, in, maxBytes);
            return new SpooledFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void fill(FileChannel channel, InputStream in, long maxBytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (channel.position() > maxBytes) {
                throw ParquetException.tooLarge("it is larger than the %d MiB read".formatted(maxBytes >> 20));
            }
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** The bytes from {@code position} on, as far as {@code length} goes. */
    InputStream range(long position, long length) throws IOException {
        if (position < 0 || length < 0 || position > size() - length) {
            throw ParquetException.broken("it says that it is longer than it is");
        }
        return new Range(position, position + length);
    }

    private final class Range extends InputStream {
        private long at;
        private final long end;

        private Range(long at, long end) {
            this.at = at;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = (int) Math.min(length, end - at);
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(into, from, count), at);
            if (read < 0) {
                throw new EOFException("a spooled file was cut off");
            }
            at += read;
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
