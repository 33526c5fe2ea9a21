package io.flowlens.sandbox.aws.kinesis;

import java.time.Instant;
import java.util.Locale;

/**
 * Gives out sequence numbers: 56 digits, ever increasing within a stream, and higher in a stream made later under the same
 * name. Since all have one length, they compare as text.
 */
final class Sequence {

    static final int DIGITS = 56;
    static final String BEFORE_ALL = "0".repeat(DIGITS);

    private final String prefix;
    private long last;

    Sequence(Instant streamCreated) {
        prefix = String.format(Locale.ROOT, "49%014d", streamCreated.toEpochMilli());
    }

    String next() {
        last++;
        return last();
    }

    /** The highest number given out so far. */
    String last() {
        String digits = Long.toString(last);
        return prefix + "0".repeat(DIGITS - prefix.length() - digits.length()) + digits;
    }
}
