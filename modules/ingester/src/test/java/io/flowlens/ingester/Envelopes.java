package io.flowlens.ingester;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Records as a CloudWatch Logs subscription makes them. */
public final class Envelopes {

    public static final String ACCOUNT = "123456789012";
    public static final String LOG_GROUP = "/vpc/flow-logs";
    public static final String CONTROL = """
            {"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"",\
            "subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1763029869851,\
            "message":"CWL CONTROL MESSAGE: Checking health of destination Kinesis stream."}]}""";

    private Envelopes() {}

    /** A gzip envelope; the event ids count up from {@code firstId}. */
    public static byte[] of(String logStream, long firstId, List<String> lines) {
        return gzip(json(logStream, firstId, lines));
    }

    public static byte[] withoutIds(String logStream, List<String> lines) {
        return gzip(json(logStream, 1, lines).replaceAll("\"id\":\"\\d+\"", "\"id\":\"\""));
    }

    public static String json(String logStream, long firstId, List<String> lines) {
        String events = IntStream.range(0, lines.size())
                .mapToObj(i -> "{\"id\":\"%056d\",\"timestamp\":%d,\"message\":\"%s\"}"
                        .formatted(firstId + i, 1_700_000_000_000L + i, lines.get(i)))
                .collect(Collectors.joining(","));
        return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"" + ACCOUNT + "\",\"logGroup\":\"" + LOG_GROUP
                + "\",\"logStream\":\"" + logStream + "\",\"subscriptionFilters\":[\"flowlens\"],\"logEvents\":["
                + events
                + "]}";
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
