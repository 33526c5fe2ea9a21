package io.flowlens.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for data: one the user named, which stays, or a temporary one, which goes. */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;

    private DataFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    public static DataFolder temporary() {
        try {
            return new DataFolder(Files.createTempDirectory("flowlens-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder: " + e + "; name one with --data", e);
        }
    }

    public static DataFolder kept(Path path) {
        try {
            return new DataFolder(Files.createDirectories(path.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of --data: " + e + "; choose another one", e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the temporary folder " + path + ": " + e, e);
        }
    }
}
