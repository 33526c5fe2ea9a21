package io.flowlens.ingester.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Writes events as a subscription would have sent them, one document a log stream: one reader serves both ways in. */
final class LogEnvelope {

    private static final JsonFactory JSON = new JsonFactory();

    private final String account;
    private final String logGroup;

    LogEnvelope(String account, String logGroup) {
        this.account = account;
        this.logGroup = logGroup;
    }

    byte[] of(List<FilteredLogEvent> events) {
        Map<String, List<FilteredLogEvent>> streams = new LinkedHashMap<>();
        for (FilteredLogEvent event : events) {
            streams.computeIfAbsent(event.logStreamName(), name -> new ArrayList<>())
                    .add(event);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            for (Map.Entry<String, List<FilteredLogEvent>> stream : streams.entrySet()) {
                write(json, stream.getKey(), stream.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, String stream, List<FilteredLogEvent> events) throws IOException {
        json.writeStartObject();
        json.writeStringField("messageType", "DATA_MESSAGE");
        json.writeStringField("owner", account);
        json.writeStringField("logGroup", logGroup);
        json.writeStringField("logStream", stream);
        json.writeArrayFieldStart("logEvents");
        for (FilteredLogEvent event : events) {
            json.writeStartObject();
            json.writeStringField("id", event.eventId());
            json.writeNumberField("timestamp", event.timestamp());
            json.writeStringField("message", event.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
