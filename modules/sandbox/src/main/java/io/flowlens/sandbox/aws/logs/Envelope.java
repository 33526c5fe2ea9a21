package io.flowlens.sandbox.aws.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What a subscription puts on a stream: events of one log stream as gzip-packed JSON. */
record Envelope(String messageType, String owner, String group, String stream, List<String> filters) {

    private static final JsonFactory JSON = new JsonFactory();

    /** An event and the columns its filter has named in it. */
    record Entry(LogEvent event, Map<String, String> fields) {}

    static Envelope data(String owner, String group, String stream, String filter) {
        return new Envelope("DATA_MESSAGE", owner, group, stream, List.of(filter));
    }

    /** The message AWS sends first, to see whether the stream takes it. */
    static byte[] healthCheck(long now) {
        String text = "CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.";
        LogEvent event = new LogEvent("", "", now, now, text);
        return new Envelope("CONTROL_MESSAGE", "CloudwatchLogs", "", "", List.of())
                .packed(List.of(new Entry(event, Map.of())));
    }

    byte[] packed(List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
            json.writeStartObject();
            json.writeStringField("messageType", messageType);
            json.writeStringField("owner", owner);
            json.writeStringField("logGroup", group);
            json.writeStringField("logStream", stream);
            json.writeArrayFieldStart("subscriptionFilters");
            for (String filter : filters) {
                json.writeString(filter);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("logEvents");
            for (Entry entry : entries) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack events", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.event().id());
        json.writeNumberField("timestamp", entry.event().timestamp());
        json.writeStringField("message", entry.event().message());
        if (!entry.fields().isEmpty()) {
            json.writeObjectFieldStart("extractedFields");
            for (Map.Entry<String, String> field : entry.fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
