package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.race.Contender;
import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.flowlog.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our parser on a file, read a megabyte at a time. */
final class FlowlensFile implements Contender {

    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final long lines;

    FlowlensFile(Path file, long lines) {
        this.file = file;
        this.lines = lines;
    }

    @Override
    public String name() {
        return "flowlens, file";
    }

    @Override
    public long run() throws IOException {
        FlowLogParser parser = new FlowLogParser(Format.DEFAULT);
        Checksum checksum = new Checksum();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, BUFFER - kept)) {
                int length = kept + read;
                int rest = FlowlensParser.read(parser, buffer, length, checksum);
                kept = length - rest;
                System.arraycopy(buffer, rest, buffer, 0, kept);
            }
        }
        return checksum.verified(lines);
    }
}
