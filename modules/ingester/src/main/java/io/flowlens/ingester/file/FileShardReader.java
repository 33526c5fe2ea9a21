package io.flowlens.ingester.file;

import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads one file, many lines a record, some records a page. The file is open from the first page to the last. */
final class FileShardReader implements ShardReader {

    private static final int RECORDS_A_PAGE = 20;
    private static final int BUFFER = 1 << 16;
    /** What has no line end for so long is cut, so that a file that is no text cannot fill the memory. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final int linesARecord;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private long linesRead;
    private long modified;
    private InputStream in;
    private boolean ended;

    /** @param linesRead how many lines to skip */
    FileShardReader(Path file, long linesRead, int linesARecord) {
        this.file = file;
        this.linesRead = linesRead;
        this.linesARecord = linesARecord;
    }

    @Override
    public Page read() {
        List<SourceRecord> records = new ArrayList<>();
        long before = linesRead;
        try {
            if (in == null && !ended) {
                open();
            }
            while (!ended && records.size() < RECORDS_A_PAGE) {
                record(records);
            }
            if (ended && in != null) {
                in.close();
                in = null;
            }
            return new Page(records, 0, ended, Duration.ZERO);
        } catch (IOException e) {
            throw failed(e, before);
        }
    }

    private void open() throws IOException {
        modified = Files.getLastModifiedTime(file).toMillis();
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in = plain;
        plain.mark(2);
        boolean gzip = plain.read() == 0x1f && plain.read() == 0x8b;
        plain.reset();
        if (gzip) {
            in = new BufferedInputStream(new GZIPInputStream(plain, BUFFER), BUFFER);
        }
        for (long line = 0; line < linesRead && line(); line++) {
            text.reset();
        }
        text.reset();
    }

    private void record(List<SourceRecord> records) throws IOException {
        int lines = 0;
        while (lines < linesARecord && text.size() < LONGEST_LINE && line()) {
            lines++;
        }
        if (lines > 0) {
            linesRead += lines;
            records.add(new SourceRecord(
                    Long.toString(linesRead), modified, file.getFileName().toString(), text.toByteArray()));
        }
        text.reset();
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

    /** Begins anew behind the last page that was handed out. */
    private SourceException failed(IOException e, long linesHandedOut) {
        linesRead = linesHandedOut;
        in = null;
        text.reset();
        return new SourceException("cannot read the file " + file + ": " + e, e);
    }
}
