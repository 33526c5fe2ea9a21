package io.flowlens.cli.demo;

import io.flowlens.cli.AlertText;
import io.flowlens.topics.Alert;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Is the terminal that the notifier tells of alerts, and waits for the one that should come. */
final class AlertWatch {

    private final Map<String, Alert> newest = new LinkedHashMap<>();

    /** Called by the notifier, on a thread of its own. */
    synchronized void told(Alert alert) {
        newest.put(alert.fingerprint(), alert);
        notifyAll();
    }

    /**
     * @param expected the alert in words
     * @throws UnmetExpectation when none came in time, with those that did
     */
    synchronized Alert await(String expected, Duration timeout, Predicate<Alert> wanted) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            for (Alert alert : List.copyOf(newest.values())) {
                if (wanted.test(alert)) {
                    return alert;
                }
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new UnmetExpectation(expected + " within " + timeout.toSeconds() + " s", seen());
    }

    private String seen() {
        return newest.isEmpty()
                ? "no alert"
                : newest.values().stream()
                        .map(alert -> alert.state().text() + " '" + AlertText.subject(alert) + "' "
                                + alert.diagnosis().code())
                        .collect(Collectors.joining("; "));
    }
}
