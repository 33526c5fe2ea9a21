package io.flowlens.cli.demo;

import io.flowlens.cli.AlertText;
import io.flowlens.cli.TopicTail;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Watches {@code vpc.alerts}, and waits for the alert that should come. */
final class AlertWatch implements AutoCloseable {

    private final Map<String, Alert> newest = new LinkedHashMap<>();
    private final TopicTail<String, Alert> tail;

    AlertWatch(KafkaSettings kafka, Topics topics) {
        tail = TopicTail.fromBeginning(kafka, topics.alerts());
    }

    /**
     * @param expected the alert in words
     * @throws UnmetExpectation when none came in time, with those that did
     */
    Alert await(String expected, Duration timeout, Predicate<Alert> wanted) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            for (Alert alert : newest.values()) {
                if (wanted.test(alert)) {
                    return alert;
                }
            }
            tail.readOnce(record -> {
                if (record.value() != null) {
                    newest.put(record.key(), record.value());
                }
            });
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

    @Override
    public void close() {
        tail.close();
    }
}
