package io.flowlens.benchmarks.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What a CloudWatch Logs subscription puts on a Kinesis stream: gzip around JSON around the lines of one interface.
 *
 * @param key interface id
 * @param lines as they are, without line feeds
 * @param begin Unix seconds of the window
 * @param firstEvent number of the first line among all lines ever, for its event id
 */
public record Envelope(String key, List<String> lines, long begin, long firstEvent) {

    private static final String EVENT_ID = "3%015d%040d";

    /** The bytes of one record. */
    public byte[] packed() {
        StringBuilder json = new StringBuilder(lines.size() * 220);
        json.append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"").append(Estate.ACCOUNT);
        json.append("\",\"logGroup\":\"").append(Estate.LOG_GROUP);
        json.append("\",\"logStream\":\"").append(key).append("-all");
        json.append("\",\"subscriptionFilters\":[\"flowlens\"],\"logEvents\":[");
        for (int line = 0; line < lines.size(); line++) {
            json.append(line == 0 ? "{\"id\":\"" : ",{\"id\":\"").append(EVENT_ID.formatted(begin, firstEvent + line));
            json.append("\",\"timestamp\":").append(begin * 1_000);
            json.append(",\"message\":\"").append(lines.get(line)).append("\"}");
        }
        return gzip(json.append("]}").toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Latest event time, epoch milliseconds. */
    public long eventTime() {
        return begin * 1_000;
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
