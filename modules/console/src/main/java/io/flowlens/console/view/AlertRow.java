package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;

/**
 * An alert as it stands in a list.
 *
 * @param how why it is over; null while it is not
 * @param subject who cannot reach whom, in one line
 * @param from the shortest name of the source; null where the alert is about no traffic
 * @param code of the first blocker, or the verdict
 * @param why the first blocker in words; null where nothing blocks
 */
public record AlertRow(
        String fingerprint,
        Alert.State state,
        Alert.How how,
        Alert.Kind kind,
        Alert.Severity severity,
        String subject,
        String from,
        String to,
        String service,
        String code,
        String why,
        long since,
        long lastSeen,
        long flows) {

    static AlertRow of(Alert alert) {
        Diagnosis diagnosis = alert.diagnosis();
        boolean hasTraffic = alert.traffic() != null;
        return new AlertRow(
                alert.fingerprint(),
                alert.state(),
                alert.resolution() == null ? null : alert.resolution().how(),
                alert.kind(),
                alert.severity(),
                AlertSentences.subject(alert),
                hasTraffic ? shortest(alert.traffic().source()) : null,
                hasTraffic ? shortest(alert.traffic().destination()) : null,
                hasTraffic ? alert.traffic().service() : null,
                diagnosis == null ? null : diagnosis.code(),
                diagnosis == null || diagnosis.causes().isEmpty()
                        ? null
                        : diagnosis.causes().get(0).text(),
                alert.activity().since(),
                alert.activity().lastSeen(),
                alert.activity().counts().flows());
    }

    /** Strangers who knock: counted, and kept apart from what is broken. */
    static boolean isNoise(Alert alert) {
        return alert.kind() == Alert.Kind.INTERNET_REJECTED;
    }

    private static String shortest(End end) {
        if (end.name() != null) {
            return end.name();
        }
        return end.id() == null ? end.label() : end.id();
    }
}
