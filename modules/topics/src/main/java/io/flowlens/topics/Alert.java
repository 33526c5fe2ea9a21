package io.flowlens.topics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The state of one alert: the value of {@code vpc.alerts}, where the newest record of a fingerprint counts.
 *
 * <p>All times are event time, epoch milliseconds, so that a replay writes the same.
 *
 * @param schemaVersion 1; grows only when a reader of the old one would be misled
 * @param fingerprint 16 hex digits, stable for one cause between one pair of ends: Kafka key and identity everywhere
 * @param resolution null until it is resolved
 * @param changedAt when the state last changed
 */
public record Alert(
        int schemaVersion,
        String fingerprint,
        State state,
        Kind kind,
        Place place,
        Traffic traffic,
        Diagnosis diagnosis,
        Activity activity,
        Resolution resolution,
        long changedAt) {

    public static final int SCHEMA_VERSION = 1;

    public enum State {
        FIRING,
        RESOLVED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is broken; different kinds deserve different people. */
    public enum Kind {
        /** Two of one's own machines cannot talk. */
        BROKEN_PATH,
        /** A machine cannot reach out. */
        EGRESS_BLOCKED,
        /** Somebody outside knocked and was turned away: counted, never paged. */
        INTERNET_REJECTED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What has been seen of it.
     *
     * @param since start of the first reject
     * @param lastSeen end of the last reject
     * @param evidence the first lines, as AWS wrote them; a few
     */
    public record Activity(long since, long lastSeen, long flows, long packets, long bytes, List<String> evidence) {

        public static final int MAX_EVIDENCE = 3;
    }

    /**
     * Why it is over.
     *
     * @param how {@code verified}: the same traffic was accepted; {@code quiet}: none has come for a while
     * @param line the accepted flow that proves it, as AWS wrote it; null for {@code quiet}
     */
    public record Resolution(How how, long at, String line) {}

    public enum How {
        VERIFIED,
        QUIET;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
