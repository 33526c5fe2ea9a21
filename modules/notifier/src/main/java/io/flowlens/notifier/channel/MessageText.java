package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.AlertSentences.Sentence;
import java.util.List;

/** What a message says, in plain text. */
final class MessageText {

    private MessageText() {}

    /** {@code FIRING critical: web (i-0a) cannot reach db (i-0b), tcp/5432}. */
    static String title(Notification notification) {
        Alert alert = notification.alert();
        return "%s %s: %s".formatted(state(notification), alert.severity().text(), AlertSentences.subject(alert));
    }

    /** {@code FIRING}, {@code STILL FIRING}, {@code VERIFIED FIXED}, {@code QUIET}. */
    static String state(Notification notification) {
        return switch (notification.change()) {
            case FIRED -> "FIRING";
            case UPDATED -> "STILL FIRING";
            case RESOLVED -> notification.alert().resolution().how() == Alert.How.VERIFIED ? "VERIFIED FIXED" : "QUIET";
        };
    }

    /** A line each, label first. */
    static String details(Alert alert, String link) {
        StringBuilder text = new StringBuilder();
        for (Sentence sentence : AlertSentences.details(alert)) {
            text.append(
                    "%-10s %s%n".formatted(sentence.label(), sentence.words()).replace("\r\n", "\n"));
        }
        if (link != null) {
            text.append("%-10s %s\n".formatted("link", link));
        }
        return text.toString();
    }

    /** The commands that mend it, or none. */
    static List<String> fix(Alert alert) {
        return alert.diagnosis().fix() == null || alert.state() == Alert.State.RESOLVED
                ? List.of()
                : alert.diagnosis().fix().aws();
    }

    /** At most so many characters, never half of one. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 4)) ? most - 4 : most - 3;
        return text.substring(0, end) + "...";
    }
}
