package io.flowlens.notifier.channel;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that no log, message or file of ours shows. In the channels file stands only where it is. */
@JsonDeserialize(using = SecretReader.class)
final class Secret {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Follows {@code ${env:NAME}} or {@code ${file:PATH}}.
     *
     * @param environment a variable's value, or null
     * @throws IllegalArgumentException when it is neither, or there is nothing
     */
    static Secret at(String reference, UnaryOperator<String> environment) {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            // It may be the secret itself: so it is not repeated here.
            throw new IllegalArgumentException(
                    "a secret is written as ${env:NAME} or ${file:PATH}, so that it does not stand in this file");
        }
        String place = parts.group(2);
        String value = parts.group(1).equals("env") ? environment.apply(place) : content(place);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("there is nothing in " + reference);
        }
        return new Secret(value.strip());
    }

    String reveal() {
        return value;
    }

    private static String content(String place) {
        try {
            return Files.readString(Path.of(place));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "cannot read ${file:" + place + "}: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
