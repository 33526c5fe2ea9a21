package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.Decoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Opens a record that a CloudWatch Logs subscription put on Kinesis: gzip around JSON, one or more documents.
 *
 * <p>It takes what is found in the wild besides: JSON without gzip, base64 around either, even twice. All documents of a
 * record are read or none: a dead letter holds the whole record, and reading it again must not repeat lines.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">AWS on subscription
 *     filters</a>
 */
public final class EnvelopeReader implements Decoder {

    /** gzip and base64, each once more than any sender is known to do. */
    private static final int MAX_LAYERS = 4;

    private final Gunzip gunzip;
    private final TemplateEnvelopes template = new TemplateEnvelopes();
    private final JsonEnvelopes json = new JsonEnvelopes();

    public EnvelopeReader() {
        this(InflaterKind.JDK);
    }

    /** @throws IllegalArgumentException when there is no such inflater on this machine */
    public EnvelopeReader(InflaterKind inflater) {
        gunzip = new Gunzip(inflater.open());
    }

    @Override
    public List<Content> decode(byte[] data) {
        try {
            List<Content> contents = new ArrayList<>(1);
            open(data, contents);
            return contents;
        } catch (UnreadableException e) {
            return List.of(new Content.Unreadable(e.reason()));
        }
    }

    private void open(byte[] data, List<Content> contents) throws UnreadableException {
        byte[] bytes = data;
        int to = data.length;
        for (int layer = 0; layer <= MAX_LAYERS; layer++) {
            int from = afterSpace(bytes, to);
            if (from < to && bytes[from] == '{') {
                read(bytes, from, to, contents);
                return;
            }
            if (Gunzip.isGzip(bytes, from, to)) {
                // A second gzip layer would overwrite the buffer it is read from.
                byte[] packed = bytes == gunzip.bytes() ? bytes.clone() : bytes;
                to = gunzip.unpack(packed, from, to);
                bytes = gunzip.bytes();
            } else {
                bytes = fromBase64(bytes, from, to);
                to = bytes.length;
            }
        }
        throw new UnreadableException(Reason.NOT_AN_ENVELOPE);
    }

    private void read(byte[] bytes, int from, int to, List<Content> contents) throws UnreadableException {
        Batch usual = template.read(bytes, from, to);
        if (usual != null) {
            contents.add(usual);
        } else {
            json.read(bytes, from, to, contents);
        }
    }

    private static byte[] fromBase64(byte[] bytes, int from, int to) throws UnreadableException {
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        byte[] text = Arrays.copyOfRange(bytes, from, end);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(Reason.NOT_AN_ENVELOPE);
        }
    }

    private static int afterSpace(byte[] bytes, int to) {
        int from = 0;
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        return from;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
