package io.flowlens.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Keeps what comes on standard input in a file, since what can be read only once cannot be read again after an error. The
 * file is gone when the process ends.
 */
final class StandardInput {

    private StandardInput() {}

    /** The file, by a name that tells its content: the same lines are the same input, however often they come. */
    static Map<String, Path> kept() {
        try {
            Path file = Files.createTempFile("flowlens-input", ".log");
            file.toFile().deleteOnExit();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                System.in.transferTo(out);
            }
            return Map.of("-" + HexFormat.of().formatHex(digest.digest()), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep standard input in a file: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }
}
