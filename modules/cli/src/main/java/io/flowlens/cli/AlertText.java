package io.flowlens.cli;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.AlertSentences.Sentence;
import io.flowlens.topics.Diagnosis;
import java.util.List;

/** {@link AlertSentences} in picocli's markup, which becomes plain text where there is no terminal. */
public final class AlertText {

    private AlertText() {}

    /** {@code @|bold,red FIRING|@  broken-path: web (i-0a) cannot reach db (i-0b), tcp/5432}. */
    public static String headline(Alert alert) {
        String color = switch (alert.state()) {
            case PENDING -> "yellow";
            case FIRING -> "bold,red";
            case RESOLVED -> "bold,green";
        };
        return "@|%s %s|@  %s: %s"
                .formatted(color, AlertSentences.state(alert), alert.kind().text(), subject(alert));
    }

    /** {@code web (i-0a) cannot reach db (i-0b), tcp/5432}. */
    public static String subject(Alert alert) {
        return AlertSentences.subject(alert);
    }

    /** The rest, a line each. */
    public static List<String> details(Alert alert) {
        return AlertSentences.details(alert).stream().map(AlertText::line).toList();
    }

    /** Why something was rejected and what would let it through, a line each. */
    public static List<String> diagnosis(Diagnosis diagnosis) {
        return AlertSentences.diagnosis(diagnosis).stream().map(AlertText::line).toList();
    }

    private static String line(Sentence sentence) {
        String code = sentence.code().isEmpty() ? "" : "@|bold " + sentence.code() + "|@: ";
        return "%-10s %s%s".formatted(sentence.label(), code, sentence.text());
    }
}
