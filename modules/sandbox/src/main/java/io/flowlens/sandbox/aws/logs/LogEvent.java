package io.flowlens.sandbox.aws.logs;

import java.util.Comparator;
import java.util.Locale;

/** An event as stored. The id is 56 digits and grows in the order of arrival. Times are Unix milliseconds. */
record LogEvent(String id, String stream, long timestamp, long ingested, String message) {

    /** What AWS counts for an event besides its text. */
    static final int OVERHEAD = 26;

    static final Comparator<LogEvent> BY_TIME = Comparator.comparing(LogEvent::place);

    /** Where the event stands in a listing by time; comparable as text. */
    String place() {
        return String.format(Locale.ROOT, "%015d.", timestamp) + id;
    }

    int size() {
        return message.length() + OVERHEAD;
    }
}
