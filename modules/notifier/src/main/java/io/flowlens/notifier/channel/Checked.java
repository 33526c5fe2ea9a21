package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What every channel's settings have to be; messages say what is wrong, and never show a secret. */
final class Checked {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private Checked() {}

    static String name(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"name\" must be lower case letters, digits and hyphens, at most 40, not "
                            + (name == null ? "missing" : "'" + name + "'"));
        }
        return name;
    }

    static Severity minSeverity(Severity severity) {
        return severity == null ? Severity.WARNING : severity;
    }

    static <T> T given(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
        return value;
    }

    /** An {@code http} or {@code https} address; the message does not repeat it, it may be a secret. */
    static URI url(String field, String text) {
        try {
            URI url = new URI(given(field, text));
            if (url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().matches("https?")) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException("\"" + field + "\" is no address like https://host/path");
    }
}
