package io.flowlens.topology;

import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.End;
import io.flowlens.topics.SafeText;
import io.micrometer.core.instrument.Gauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who cannot reach whom, as a gauge an alert: the one meter whose labels carry names. So it is bounded: no more than
 * {@value #MOST} alerts at a time, none of strangers, each cut short, and gone with its alert. One that found no room takes
 * its place when it is seen again. Thread-safe.
 */
final class FiringAlerts {

    static final int MOST = 100;
    static final int LONGEST = 80;

    private record Row(List<String> labels, Gauge gauge) {}

    private final Meters meters;
    private final Map<String, Row> rows = new HashMap<>();

    FiringAlerts(Meters meters) {
        this.meters = meters;
    }

    synchronized void show(Alert alert) {
        Row row = rows.get(alert.fingerprint());
        if (alert.severity() == Severity.INFO || (row == null && rows.size() >= MOST)) {
            return;
        }
        List<String> labels = labels(alert);
        if (row == null || !row.labels().equals(labels)) {
            hide(alert.fingerprint());
            double since = alert.activity().since() / 1_000.0;
            Gauge gauge = meters.gauge(TopologyMeter.ALERT_FIRING.spec(), () -> since, labels.toArray(String[]::new));
            rows.put(alert.fingerprint(), new Row(labels, gauge));
        }
    }

    synchronized void hide(String fingerprint) {
        Row row = rows.remove(fingerprint);
        if (row != null) {
            meters.remove(row.gauge());
        }
    }

    /** In the order in which the meter lists them. */
    private static List<String> labels(Alert alert) {
        boolean ofTraffic = alert.traffic() != null;
        return List.of(
                alert.fingerprint(),
                alert.kind().text(),
                alert.severity().text(),
                alert.diagnosis().code(),
                ofTraffic
                        ? name(alert, alert.traffic().source())
                        : cut(alert.place().interfaceId()),
                ofTraffic ? name(alert, alert.traffic().destination()) : "",
                ofTraffic ? cut(alert.traffic().service()) : "");
    }

    private static String name(Alert alert, End end) {
        return cut(AlertSentences.label(alert, end));
    }

    private static String cut(String untrusted) {
        String text = SafeText.of(untrusted);
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
