package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import java.util.List;

/**
 * Everything about one alert.
 *
 * @param row its line in the list
 * @param path what the packet met, in order
 * @param newest the lines rejected last, newest first
 * @param caution what the fix leaves open; null for nothing
 * @param check the command that looks at the path again; null where there is none
 */
public record AlertPage(
        AlertRow row, Alert alert, List<PathStep> path, List<String> newest, String caution, String check) {

    static AlertPage of(Alert alert, List<PathStep> path, List<String> newest) {
        boolean over = alert.state() == Alert.State.RESOLVED;
        return new AlertPage(
                AlertRow.of(alert),
                alert,
                path,
                newest,
                over ? null : AlertSentences.narrow(alert).orElse(null),
                over ? null : AlertSentences.check(alert).orElse(null));
    }
}
