package io.flowlens.cli.explain;

import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.ingester.parquet.ParquetException;
import io.flowlens.ingester.parquet.ParquetText;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a file or of standard input, plain, gzip or Parquet, in a fixed amount of memory. */
final class FlowText implements Closeable {

    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int PARQUET_MAGIC = 'P' << 24 | 'A' << 16 | 'R' << 8 | '1';

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[2 * FlowLogParser.MAX_LINE_BYTES];
    private int from;
    private int filled;

    /** Hears of each line, in order; gives false when it has heard enough. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param number of the line, from 1
         * @param text valid until this returns; of a line too long for any record, the beginning
         */
        boolean line(long number, byte[] text, int from, int to);
    }

    private FlowText(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** @throws ExplainException when it cannot be read */
    static FlowText open(String file) {
        boolean standard = file.equals(STANDARD_INPUT);
        String name = standard ? "standard input" : file;
        if (!standard && !Files.exists(Path.of(file))) {
            throw new ExplainException("cannot read the flow log: there is no %s".formatted(file));
        }
        try {
            return new FlowText(name, unpacked(standard ? System.in : Files.newInputStream(Path.of(file))));
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    String name() {
        return name;
    }

    /** @throws ExplainException when the text breaks off */
    void forEachLine(Visitor visitor) {
        boolean wanted = true;
        for (long number = 1; wanted && hasMore(); number++) {
            int end = endOfLine();
            wanted = visitor.line(number, buffer, from, end);
            from = end;
            skipLineFeed();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean hasMore() {
        return from < filled || fill() > 0;
    }

    /** Where the line ends in the buffer, or where the buffer ends when the line does not fit. */
    private int endOfLine() {
        int at = from;
        while (true) {
            while (at < filled) {
                if (buffer[at] == '\n') {
                    return at;
                }
                at++;
            }
            int scanned = at - from;
            if (scanned == buffer.length || fill() <= 0) {
                return filled;
            }
            at = from + scanned;
        }
    }

    private void skipLineFeed() {
        while (hasMore()) {
            if (buffer[from++] == '\n') {
                return;
            }
        }
    }

    /** Reads on behind what is not yet used, which moves to the front; at most 0 at the end. */
    private int fill() {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        try {
            int count = in.read(buffer, filled, buffer.length - filled);
            filled += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, 1 << 16);
        in.mark(Integer.BYTES);
        int magic = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            magic = magic << 8 | in.read();
        }
        in.reset();
        if (magic == PARQUET_MAGIC) {
            return ParquetText.open(in);
        }
        return magic >>> 16 == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static ExplainException failure(String name, IOException e) {
        if (e instanceof ParquetException) {
            return new ExplainException("cannot read %s as Parquet: %s".formatted(name, e.getMessage()), null);
        }
        boolean broken = e instanceof EOFException || e instanceof ZipException;
        return new ExplainException(
                "cannot read %s: %s".formatted(name, broken ? "its gzip data is damaged or cut off" : e.getMessage()),
                broken ? null : e);
    }
}
