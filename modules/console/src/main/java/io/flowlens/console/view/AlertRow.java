package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.Diagnosis;

/**
 * An alert as it stands in a list.
 *
 * @param how why it is over; null while it is not
 * @param subject who cannot reach whom, in one line
 * @param service null where the alert is about no traffic
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
        String service,
        String code,
        String why,
        long since,
        long lastSeen,
        long flows) {

    static AlertRow of(Alert alert) {
        Diagnosis diagnosis = alert.diagnosis();
        return new AlertRow(
                alert.fingerprint(),
                alert.state(),
                alert.resolution() == null ? null : alert.resolution().how(),
                alert.kind(),
                alert.severity(),
                AlertSentences.subject(alert),
                alert.traffic() == null ? null : alert.traffic().service(),
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
}
