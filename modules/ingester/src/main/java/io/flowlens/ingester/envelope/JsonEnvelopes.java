package io.flowlens.ingester.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.BatchBuilder;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.EventIds;
import io.flowlens.ingester.source.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads envelopes whatever the order and the type of their fields: AWS's own test data has timestamps as strings, and
 * control messages without a type.
 */
final class JsonEnvelopes {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String CONTROL_OWNER = "CloudwatchLogs";
    private static final byte[] CONTROL_TEXT = "CWL CONTROL MESSAGE".getBytes(StandardCharsets.UTF_8);

    private final BatchBuilder lines = new BatchBuilder();

    void read(byte[] bytes, int from, int to, List<Content> contents) throws UnreadableException {
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new UnreadableException(Reason.BROKEN_JSON);
                }
                contents.add(document(parser));
            }
        } catch (IOException e) {
            throw new UnreadableException(Reason.BROKEN_JSON);
        }
    }

    private Content document(JsonParser parser) throws IOException, UnreadableException {
        String type = null;
        String owner = null;
        String group = null;
        String stream = null;
        boolean events = false;
        lines.clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "messageType" -> type = parser.getValueAsString();
                case "owner" -> owner = parser.getValueAsString();
                case "logGroup" -> group = parser.getValueAsString();
                case "logStream" -> stream = parser.getValueAsString();
                case "logEvents" -> events |= events(parser, value);
                default -> parser.skipChildren();
            }
        }
        return content(type, new LogStream(owner, group, stream), events);
    }

    private Content content(String type, LogStream origin, boolean events) throws UnreadableException {
        if ("CONTROL_MESSAGE".equals(type) || type == null && isControl(origin)) {
            return new Content.ControlMessage();
        }
        if (type != null && !type.equals("DATA_MESSAGE")) {
            throw new UnreadableException(Reason.UNKNOWN_TYPE);
        }
        if (!events) {
            throw new UnreadableException(Reason.NO_LOG_EVENTS);
        }
        return lines.build(origin);
    }

    private boolean isControl(LogStream origin) {
        return CONTROL_OWNER.equals(origin.owner()) || lines.startsWith(CONTROL_TEXT);
    }

    private boolean events(JsonParser parser, JsonToken value) throws IOException, UnreadableException {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException(Reason.BAD_EVENT);
            }
            event(parser);
        }
        return true;
    }

    private void event(JsonParser parser) throws IOException, UnreadableException {
        long id = Batch.NO_ID;
        byte[] message = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("id") && value.isScalarValue()) {
                byte[] text = utf8(parser);
                id = EventIds.hash(text, 0, text.length);
            } else if (field.equals("timestamp")) {
                lines.time(parser.getValueAsLong(Batch.NO_TIME));
                parser.skipChildren();
            } else if (field.equals("message") && value.isScalarValue()) {
                message = utf8(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (message == null) {
            throw new UnreadableException(Reason.BAD_EVENT);
        }
        lines.line(message, 0, message.length, id);
    }

    private static byte[] utf8(JsonParser parser) throws IOException {
        return parser.getText().getBytes(StandardCharsets.UTF_8);
    }
}
