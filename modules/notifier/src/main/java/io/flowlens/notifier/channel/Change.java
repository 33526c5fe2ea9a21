package io.flowlens.notifier.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a channel is to tell of an alert. */
public enum Change {
    /** It fires, and the channel does not know yet. */
    FIRED,
    /** It still fires, for another reason or more severely. */
    UPDATED,
    /** It is over. */
    RESOLVED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
