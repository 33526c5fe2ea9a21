package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.BatchBuilder;
import io.flowlens.ingester.source.EventIds;
import io.flowlens.ingester.source.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one envelope in exactly the form in which CloudWatch Logs writes it, straight from the bytes.
 *
 * <p>It answers null at the first byte that is not as expected: another order, a space, an escape, a character beyond
 * ASCII. {@link JsonEnvelopes} then reads it all again, so this one may be as narrow as it likes, but never wrong.
 */
final class TemplateEnvelopes {

    private static final byte[] OWNER = ascii("{\"messageType\":\"DATA_MESSAGE\",\"owner\":");
    private static final byte[] LOG_GROUP = ascii(",\"logGroup\":");
    private static final byte[] LOG_STREAM = ascii(",\"logStream\":");
    private static final byte[] FILTERS = ascii(",\"subscriptionFilters\":[");
    private static final byte[] EVENTS = ascii("],\"logEvents\":[");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] MESSAGE = ascii(",\"message\":");
    private static final int LONGEST_NUMBER = 18;

    private final BatchBuilder lines = new BatchBuilder();
    private byte[] bytes;
    private int at;
    private int to;
    /** Where the text begins that {@link #text()} went over; it ends before the quote at {@code at - 1}. */
    private int textFrom;

    /** The batch, or null when the envelope is not written to the letter. */
    Batch read(byte[] data, int from, int end) {
        bytes = data;
        at = from;
        to = end;
        lines.clear();
        String owner = string(OWNER);
        String group = string(LOG_GROUP);
        String stream = string(LOG_STREAM);
        boolean whole = owner != null
                && group != null
                && stream != null
                && filters()
                && events()
                && isAt((byte) '}')
                && restIsSpace();
        return whole ? lines.build(new LogStream(owner, group, stream)) : null;
    }

    private boolean filters() {
        if (!skip(FILTERS)) {
            return false;
        }
        if (at < to && bytes[at] == ']') {
            return skip(EVENTS);
        }
        do {
            if (!text()) {
                return false;
            }
        } while (isAt((byte) ','));
        return skip(EVENTS);
    }

    private boolean events() {
        do {
            if (!event()) {
                return false;
            }
        } while (isAt((byte) ','));
        return isAt((byte) ']');
    }

    private boolean event() {
        if (!skip(ID) || !text()) {
            return false;
        }
        long id = EventIds.hash(bytes, textFrom, at - 1);
        if (!skip(TIMESTAMP)) {
            return false;
        }
        int digits = at;
        long time = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            time = time * 10 + bytes[at++] - '0';
        }
        boolean isNumber = at > digits && at - digits <= LONGEST_NUMBER && (at - digits == 1 || bytes[digits] != '0');
        if (!isNumber || !skip(MESSAGE) || !text()) {
            return false;
        }
        lines.time(time);
        lines.plainLine(bytes, textFrom, at - 1, id);
        return isAt((byte) '}');
    }

    private String string(byte[] before) {
        return skip(before) && text()
                ? new String(bytes, textFrom, at - 1 - textFrom, StandardCharsets.US_ASCII)
                : null;
    }

    /** Goes over a quoted text without escapes. */
    private boolean text() {
        if (!isAt((byte) '"')) {
            return false;
        }
        textFrom = at;
        int end = PlainText.end(bytes, at, to);
        at = end + 1;
        return end >= 0;
    }

    private boolean skip(byte[] expected) {
        int end = at + expected.length;
        if (end > to || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean isAt(byte expected) {
        if (at < to && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean restIsSpace() {
        while (at < to && EnvelopeReader.isSpace(bytes[at])) {
            at++;
        }
        return at == to;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
