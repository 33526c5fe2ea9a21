package io.flowlens.cli.explain;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file with what {@code aws ec2 describe-*} printed: a JSON object that holds one list, or several such objects one behind
 * the other, as who asks page by page gets them. Read element by element, so that its size does not matter.
 *
 * @param list the name of the list
 * @param command what prints such a file, to tell somebody who saved something else
 */
record ResourceFile(Path path, String list, String command) {

    /**
     * Calls once for each element, in the order of the file.
     *
     * @throws ExplainException with the file and the position when it is no such JSON, or when the consumer throws an
     *     {@link IllegalArgumentException}
     */
    void forEach(Consumer<JsonNode> consumer) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(path.toFile())) {
            if (parser.nextToken() == null) {
                throw unusable("it is empty");
            }
            do {
                readPage(parser, consumer);
            } while (parser.nextToken() != null);
        } catch (JsonProcessingException e) {
            throw new ExplainException("%s: this is not JSON: %s".formatted(at(e.getLocation()), sentence(e)), e);
        } catch (IOException e) {
            throw new ExplainException("cannot read %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private void readPage(JsonParser parser, Consumer<JsonNode> consumer) throws IOException {
        if (!findList(parser)) {
            throw unusable("it has no list \"" + list + "\"");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            read(parser, consumer);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private boolean findList(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(list);
            if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private void read(JsonParser parser, Consumer<JsonNode> consumer) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        JsonNode element = Json.mapper().readTree(parser);
        try {
            consumer.accept(element);
        } catch (IllegalArgumentException e) {
            throw new ExplainException("%s: %s".formatted(at(start), e.getMessage()), e);
        }
    }

    private ExplainException unusable(String why) {
        return new ExplainException("cannot use %s: %s; save what '%s' prints".formatted(path, why, command));
    }

    private String at(JsonLocation location) {
        return "%s, line %d, column %d".formatted(path, location.getLineNr(), location.getColumnNr());
    }

    /** The parser's words without its own way of naming places. */
    private static String sentence(JsonProcessingException failure) {
        String message = failure.getOriginalMessage();
        int place = message.indexOf(" (start marker at");
        return (place < 0 ? message : message.substring(0, place))
                .lines()
                .findFirst()
                .orElse("");
    }
}
