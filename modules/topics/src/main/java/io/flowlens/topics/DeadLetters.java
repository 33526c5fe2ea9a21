package io.flowlens.topics;

import org.apache.kafka.common.header.Headers;

/** Headers that say why a record of {@code vpc.dead-letters} is there, and where it came from. */
public final class DeadLetters {

    private static final String PREFIX = "flowlens-dead-letter-";

    private DeadLetters() {}

    /**
     * @param reason from a closed set: it is also the tag of the counter
     * @param source topic or stream it was read from
     * @param position offset or sequence number there
     */
    public static void describe(Headers headers, String reason, String source, String position) {
        HeaderText.put(headers, PREFIX + "reason", reason);
        HeaderText.put(headers, PREFIX + "source", source);
        HeaderText.put(headers, PREFIX + "position", position);
    }

    /** What happened, in words, for who looks. */
    public static void explain(Headers headers, String detail) {
        HeaderText.put(headers, PREFIX + "detail", detail);
    }

    /** The reason, or null. */
    public static String reason(Headers headers) {
        return HeaderText.read(headers, PREFIX + "reason");
    }

    /** What {@link #explain} said, or null. */
    public static String detail(Headers headers) {
        return HeaderText.read(headers, PREFIX + "detail");
    }
}
