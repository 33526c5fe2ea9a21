package io.flowlens.ingester.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.format.RowGroup;

/**
 * A Parquet file of flow logs as lines of text: first the names of the columns, with hyphens for the underscores that AWS
 * writes; then a line a row, with {@code -} for what is null.
 *
 * <p>Reading fails with a {@link ParquetException} where the file is no such thing. A page of each column is in memory, the
 * file itself on disk.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html">AWS on flow log files</a>
 */
public final class ParquetText extends InputStream {

    private static final int CHUNK = 1 << 16;

    private final SpooledFile file;
    private final Footer footer;
    private final Iterator<RowGroup> groups;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(CHUNK + 4096);
    private Rows rows;
    private ParquetException failure;
    private byte[] chunk;
    private int at;

    private ParquetText(SpooledFile file, Footer footer) {
        this.file = file;
        this.footer = footer;
        this.groups = footer.rowGroups().iterator();
        this.chunk = (footer.header() + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@code parquet} to its end and closes it. */
    public static ParquetText open(InputStream parquet) throws IOException {
        SpooledFile file;
        try (parquet) {
            file = SpooledFile.of(parquet);
        }
        try {
            return new ParquetText(file, Footer.of(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw broken(e);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (at < chunk.length) {
            return true;
        }
        int whole = 0;
        try {
            while (failure == null && whole < CHUNK && nextLine()) {
                whole = lines.size();
            }
        } catch (UncheckedIOException e) {
            failure = broken(e.getCause());
        } catch (IOException | RuntimeException e) { // whatever the library stumbles over
            failure = broken(e);
        }
        chunk = Arrays.copyOf(lines.toByteArray(), whole);
        lines.reset();
        at = 0;
        if (whole == 0 && failure != null) {
            throw failure; // now that all before it was read
        }
        return whole > 0;
    }

    private static ParquetException broken(Exception cause) {
        return cause instanceof ParquetException known ? known : ParquetException.broken(cause);
    }

    private boolean nextLine() throws IOException {
        while (rows == null || !rows.next(lines)) {
            if (!groups.hasNext()) {
                return false;
            }
            rows = new Rows(file, footer, groups.next());
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
