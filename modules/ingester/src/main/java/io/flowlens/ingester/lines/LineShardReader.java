package io.flowlens.ingester.lines;

import io.flowlens.ingester.parquet.ParquetException;
import io.flowlens.ingester.parquet.ParquetText;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file, many lines a record, some records a page. The file is open from the first page to the last.
 *
 * <p>Sequence numbers count lines. A header line stands at the head of every record, so that each can be read alone; the
 * columns of Parquet make one. What cannot be read on makes one record that starts with its magic number, and nothing
 * follows.
 */
public final class LineShardReader implements ShardReader {

    /** Many, since a record is sorted by interface and what is of one interface stays together. */
    public static final int LINES_A_RECORD = 5_000;

    static final byte[] GZIP = {0x1f, (byte) 0x8b};
    static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    static final byte[] LARGE_PARQUET = "PAR1+".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(LineShardReader.class);
    private static final int RECORDS_A_PAGE = 8;
    private static final int BUFFER = 1 << 16;
    /** What has no line end for so long is cut, so that a file that is no text cannot fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;

    private final LineFile file;
    private final int linesARecord;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private byte[] header = {};
    private long linesRead;
    private long written;
    private InputStream in;
    private boolean ended;

    /** @param linesRead how many lines to skip */
    public LineShardReader(LineFile file, long linesRead, int linesARecord) {
        this.file = file;
        this.linesRead = linesRead;
        this.linesARecord = linesARecord;
    }

    @Override
    public Page read() {
        List<SourceRecord> records = new ArrayList<>();
        long before = linesRead;
        try {
            readOn(records);
            if (ended) {
                close();
            }
            return new Page(records, 0, ended, Duration.ZERO);
        } catch (IOException e) {
            throw failed(e, before);
        }
    }

    private void readOn(List<SourceRecord> records) throws IOException {
        try {
            if (in == null && !ended) {
                open();
            }
            while (!ended && records.size() < RECORDS_A_PAGE) {
                record(records);
            }
        } catch (ZipException | EOFException e) {
            // It will not get better: what came before the break has been read, the rest is put aside.
            refuse(GZIP, e, records);
        } catch (ParquetException e) {
            refuse(e.isTooLarge() ? LARGE_PARQUET : PARQUET, e, records);
        }
    }

    private void open() throws IOException {
        InputStream plain = new BufferedInputStream(file.open(), BUFFER);
        in = plain;
        written = file.written();
        plain.mark(PARQUET.length);
        byte[] magic = plain.readNBytes(PARQUET.length);
        plain.reset();
        boolean parquet = Arrays.equals(magic, PARQUET);
        if (parquet) {
            in = new BufferedInputStream(ParquetText.open(plain), BUFFER);
        } else if (Arrays.equals(magic, 0, Math.min(2, magic.length), GZIP, 0, GZIP.length)) {
            in = new BufferedInputStream(new GZIPInputStream(plain, BUFFER), BUFFER);
        }
        skipRead();
        if (parquet && header.length == 0) {
            throw ParquetException.broken("its columns are not named as fields of flow logs are");
        }
    }

    private void skipRead() throws IOException {
        header = headerLine();
        long skip = linesRead;
        if (header.length > 0) {
            linesRead = Math.max(1, linesRead);
            skip = linesRead - 1;
        }
        for (long line = 0; line < skip && line(); line++) {
            text.reset();
        }
        text.reset();
    }

    /** Reads the first line if it is a header; else reads nothing. */
    private byte[] headerLine() throws IOException {
        in.mark(HeaderLine.LONGEST + 1);
        StringBuilder first = new StringBuilder();
        int b = in.read();
        while (b >= 0 && b != '\n' && first.length() < HeaderLine.LONGEST) {
            first.append((char) b);
            b = in.read();
        }
        String line = first.toString().stripTrailing();
        if (HeaderLine.is(line)) {
            return (line + '\n').getBytes(StandardCharsets.US_ASCII);
        }
        in.reset();
        return new byte[0];
    }

    private void record(List<SourceRecord> records) throws IOException {
        text.writeBytes(header);
        int lines = 0;
        int whole = 0;
        try {
            while (lines < linesARecord && text.size() < LONGEST_LINE && line()) {
                lines++;
                whole = text.size();
            }
        } finally { // of what breaks off, the whole lines before
            if (lines > 0) {
                linesRead += lines;
                add(Arrays.copyOf(text.toByteArray(), whole), records);
            }
            text.reset();
        }
    }

    /** Appends one line with its end; false, and the end of the file, when there is none. */
    private boolean line() throws IOException {
        int before = text.size();
        int b = in.read();
        while (b >= 0 && b != '\n' && text.size() - before < LONGEST_LINE) {
            text.write(b);
            b = in.read();
        }
        if (b >= 0) {
            text.write(b);
        }
        ended = b < 0;
        return text.size() > before;
    }

    private void refuse(byte[] magic, IOException cause, List<SourceRecord> records) {
        String reason = cause instanceof EOFException ? "it breaks off" : cause.getMessage();
        LOG.warn("{} is put aside from line {} on: {}", file.place(), linesRead + 1, reason);
        linesRead++;
        text.writeBytes(magic);
        text.writeBytes((" " + reason).getBytes(StandardCharsets.UTF_8));
        add(text.toByteArray(), records);
        text.reset();
        ended = true;
    }

    private void add(byte[] data, List<SourceRecord> records) {
        records.add(new SourceRecord(Long.toString(linesRead), written, file.name(), data));
    }

    @Override
    public void close() {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            LOG.debug("cannot close {}: {}", file.place(), e.getMessage()); // all that was wanted has been read
        }
        in = null;
    }

    /** Begins anew behind the last page that was handed out. */
    private SourceException failed(IOException e, long linesHandedOut) {
        linesRead = linesHandedOut;
        close();
        ended = false;
        text.reset();
        return new SourceException("cannot read " + file.place() + ": " + e, e);
    }
}
