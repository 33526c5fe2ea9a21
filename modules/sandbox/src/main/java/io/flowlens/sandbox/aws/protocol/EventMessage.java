package io.flowlens.sandbox.aws.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A message of {@code application/vnd.amazon.eventstream}: total and headers' length and their CRC-32, headers, payload,
 * and the CRC-32 of it all. All headers are texts (type 7).
 */
final class EventMessage {

    private static final int TEXT = 7;
    private static final int PRELUDE = 12;
    private static final int CRC = 4;

    private EventMessage() {}

    static byte[] of(String eventType, String contentType, byte[] payload) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        header(headers, ":message-type", "event");
        header(headers, ":event-type", eventType);
        header(headers, ":content-type", contentType);
        int length = PRELUDE + headers.size() + payload.length + CRC;
        ByteBuffer message = ByteBuffer.allocate(length);
        message.putInt(length).putInt(headers.size());
        message.putInt(checksum(message)).put(headers.toByteArray()).put(payload);
        return message.putInt(checksum(message)).array();
    }

    private static void header(ByteArrayOutputStream headers, String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        headers.write(name.length());
        headers.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        headers.write(TEXT);
        headers.write(text.length >>> 8);
        headers.write(text.length);
        headers.writeBytes(text);
    }

    /** Of what has been written so far. */
    private static int checksum(ByteBuffer message) {
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        return (int) crc.getValue();
    }
}
