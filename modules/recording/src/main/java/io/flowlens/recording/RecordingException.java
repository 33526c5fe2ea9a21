package io.flowlens.recording;

import java.nio.file.Path;

/** A recording that cannot be used; the message names the file and the byte. */
public final class RecordingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;

    RecordingException(Path file, long position, String what) {
        super("%s: byte %d: %s".formatted(file, position, what));
        this.position = position;
    }

    /** Everything before this byte is whole. */
    public long position() {
        return position;
    }
}
