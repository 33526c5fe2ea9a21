package io.flowlens.notifier.channel;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file that says who is told, and how: JSON.
 *
 * <pre>
 * {"channels": [
 *   {"name": "on-call", "type": "pagerduty", "routingKey": "${env:PAGERDUTY_KEY}", "minSeverity": "critical"},
 *   {"name": "team", "type": "slack", "url": "${file:/run/secrets/slack}"}]}
 * </pre>
 */
public record ChannelsFile(List<ChannelSpec> channels) {

    private static final int MOST = 16;

    public ChannelsFile {
        channels = channels == null ? List.of() : List.copyOf(channels);
        if (channels.isEmpty() || channels.size() > MOST) {
            throw new IllegalArgumentException("\"channels\" must list 1 to " + MOST);
        }
        Set<String> names = new HashSet<>();
        for (ChannelSpec channel : channels) {
            if (!names.add(channel.name())) {
                throw new IllegalArgumentException("two channels are named '" + channel.name() + "'");
            }
        }
    }

    /**
     * Reads it and follows its references to secrets.
     *
     * @param environment a variable's value, or null
     * @throws IllegalArgumentException when it cannot be read, says something that makes no sense, or a secret is not there
     */
    public static ChannelsFile read(Path file, UnaryOperator<String> environment) {
        try {
            return Json.mapper()
                    .readerFor(ChannelsFile.class)
                    .withAttribute(SecretReader.ENVIRONMENT, environment)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                    .readValue(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("channels file %s%s: %s".formatted(file, place(e), problem(e)));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the channels file: " + e, e);
        }
    }

    /** {@code , line 3, channels[0].routingKey}. */
    private static String place(JsonProcessingException failure) {
        StringBuilder place = new StringBuilder();
        if (failure.getLocation() != null) {
            place.append(", line ").append(failure.getLocation().getLineNr());
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            place.append(", ");
            for (JsonMappingException.Reference step : mapping.getPath()) {
                String name = step.getFieldName();
                place.append(
                        name == null
                                ? "[" + step.getIndex() + "]"
                                : (place.charAt(place.length() - 1) == ' ' ? "" : ".") + name);
            }
        }
        return place.toString();
    }

    /** What does not parse is not repeated: it may be a secret that somebody wrote where a reference belongs. */
    private static String problem(JsonProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonParseException) {
                return "this is no JSON";
            }
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        return failure.getOriginalMessage();
    }
}
