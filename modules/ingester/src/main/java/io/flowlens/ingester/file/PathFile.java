package io.flowlens.ingester.file;

import io.flowlens.ingester.lines.LineFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this machine. */
record PathFile(Path path) implements LineFile {

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public String place() {
        return "the file " + path;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public long written() throws IOException {
        return Files.getLastModifiedTime(path).toMillis();
    }
}
