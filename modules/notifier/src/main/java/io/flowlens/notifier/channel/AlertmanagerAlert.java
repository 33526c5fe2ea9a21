package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.End;
import io.flowlens.topics.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert in Alertmanager's shape. Its labels are its identity, so only what never changes while it fires is one; the
 * text is in annotations.
 *
 * @param status {@code firing} or {@code resolved}; Alertmanager says so to its receivers and is not told it
 * @param endsAt when it ended, or will have ended unless it is told again
 * @param fingerprint the alert's own; Alertmanager computes one over the labels instead
 */
record AlertmanagerAlert(
        String status,
        Map<String, String> labels,
        Map<String, String> annotations,
        String startsAt,
        String endsAt,
        String generatorURL,
        String fingerprint) {

    /** Go's zero, which Alertmanager's receivers know. */
    private static final String NOT_OVER = "0001-01-01T00:00:00Z";

    static AlertmanagerAlert of(Alert alert, Instant endsAt, String link) {
        return new AlertmanagerAlert(
                null,
                labels(alert),
                annotations(alert, link),
                Instant.ofEpochMilli(alert.activity().since()).toString(),
                endsAt == null ? null : endsAt.toString(),
                link,
                null);
    }

    /** The same as a receiver of Alertmanager's webhook gets it. */
    AlertmanagerAlert forReceivers(Alert alert) {
        String state = alert.state() == Alert.State.RESOLVED ? "resolved" : "firing";
        String end = endsAt == null ? NOT_OVER : endsAt;
        return new AlertmanagerAlert(state, labels, annotations, startsAt, end, generatorURL, alert.fingerprint());
    }

    static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", "Flowlens" + camelCase(alert.kind().text()));
        labels.put("fingerprint", alert.fingerprint());
        labels.put("kind", alert.kind().text());
        labels.put("severity", alert.severity().text());
        labels.put("interface", alert.place().interfaceId());
        labels.put("cause", alert.diagnosis().code());
        if (alert.traffic() != null) {
            putGroup(labels, "source_group", alert.traffic().source());
            putGroup(labels, "destination_group", alert.traffic().destination());
        }
        return labels;
    }

    /** To group by: the alerts of one auto scaling group, each interface of which has its own. */
    private static void putGroup(Map<String, String> labels, String name, End end) {
        if (end.group() != null) {
            labels.put(name, SafeText.of(end.group()));
        }
    }

    private static Map<String, String> annotations(Alert alert, String link) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", AlertSentences.subject(alert));
        annotations.put("description", MessageText.details(alert, link));
        String fix = String.join("\n", MessageText.fix(alert));
        if (!fix.isEmpty()) {
            annotations.put("fix", fix);
        }
        return annotations;
    }

    private static String camelCase(String kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
