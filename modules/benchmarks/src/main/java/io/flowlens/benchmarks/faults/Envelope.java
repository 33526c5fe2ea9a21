package io.flowlens.benchmarks.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * A record as a CloudWatch Logs subscription puts it on Kinesis: gzip around JSON.
 *
 * <p>Only the interfaces of odd index have event ids. Without ids nothing but the transactions can keep a line from coming
 * twice; with them the ingester can drop what AWS itself puts twice.
 */
final class Envelope {

    private Envelope() {}

    static boolean hasIds(int index) {
        return index % 2 == 1;
    }

    static byte[] of(int index, int from, int to) {
        StringBuilder json = new StringBuilder(200 + (to - from) * 240)
                .append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\"/vpc/flow-logs\",")
                .append("\"logStream\":\"")
                .append(NumberedLines.interfaceId(index))
                .append("-all\",\"subscriptionFilters\":[\"flowlens\"],\"logEvents\":[");
        for (int number = from; number < to; number++) {
            json.append(number == from ? "{\"id\":\"" : ",{\"id\":\"");
            if (hasIds(index)) {
                json.append("%056d".formatted(index * 1_000_000_000L + number + 1));
            }
            json.append("\",\"timestamp\":")
                    .append(1_700_000_000_000L + number)
                    .append(",\"message\":\"")
                    .append(NumberedLines.line(index, number))
                    .append("\"}");
        }
        return gzip(json.append("]}").toString());
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }
}
