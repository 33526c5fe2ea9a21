package io.flowlens.ingester.lines;

import java.io.IOException;
import java.io.InputStream;

/** A text that can be read from its beginning as often as needed, and is the same each time. */
public interface LineFile {

    /** Its name without what leads to it: the key of its records. */
    String name();

    /** Where it is, for error messages. */
    String place();

    InputStream open() throws IOException;

    /** When it was written, epoch milliseconds. Called after {@link #open()}. */
    long written() throws IOException;
}
