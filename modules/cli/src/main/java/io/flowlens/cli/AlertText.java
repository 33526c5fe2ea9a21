package io.flowlens.cli;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.Traffic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** An alert as a person reads it: who cannot reach whom, why, since when, and what to do. */
public final class AlertText {

    private AlertText() {}

    /** {@code @|bold,red FIRING|@}: picocli's markup, which becomes plain text where there is no terminal. */
    public static String headline(Alert alert) {
        String state = alert.state() == Alert.State.FIRING
                ? "@|bold,red FIRING|@"
                : "@|bold,green RESOLVED|@ (" + alert.resolution().how().text() + ")";
        return state + "  " + subject(alert);
    }

    /** {@code web (i-0a) cannot reach db (i-0b): tcp/5432}. */
    public static String subject(Alert alert) {
        Traffic traffic = alert.traffic();
        if (alert.kind() == Alert.Kind.INTERNET_REJECTED) {
            return "the internet is kept out of "
                    + SafeText.of(traffic.destination().label());
        }
        return "%s cannot reach %s: %s"
                .formatted(
                        SafeText.of(traffic.source().label()),
                        SafeText.of(traffic.destination().label()),
                        traffic.service());
    }

    /** The rest, a line each. */
    public static List<String> details(Alert alert) {
        List<String> lines = new ArrayList<>();
        lines.add("rejected   by %s, %s, %s in %s since %s"
                .formatted(
                        alert.place().interfaceId(),
                        alert.traffic().direction(),
                        count(alert.activity().packets(), "packet"),
                        count(alert.activity().flows(), "flow"),
                        time(alert.activity().since())));
        causes(alert.diagnosis()).forEach(lines::add);
        alert.diagnosis().notes().forEach(note -> lines.add("note       " + SafeText.of(note)));
        alert.activity().evidence().stream().limit(1).forEach(line -> lines.add("evidence   " + SafeText.of(line)));
        if (alert.resolution() != null && alert.resolution().line() != null) {
            lines.add("proof      " + SafeText.of(alert.resolution().line()));
        } else if (alert.diagnosis().fix() != null) {
            alert.diagnosis().fix().aws().forEach(command -> lines.add("fix        " + SafeText.of(command)));
        }
        return lines;
    }

    /** {@code SG_HAS_NO_RULES sg-0a (web)}, or the verdict where nothing blocks. */
    public static List<String> causes(Diagnosis diagnosis) {
        if (diagnosis.causes().isEmpty()) {
            return List.of("cause      " + diagnosis.verdict() + " (" + diagnosis.certainty() + ")");
        }
        List<String> lines = new ArrayList<>();
        for (Cause cause : diagnosis.causes()) {
            lines.add("cause      @|bold %s|@: %s (%s)"
                    .formatted(cause.code(), SafeText.of(cause.text()), diagnosis.certainty()));
            if (cause.nearestMiss() != null) {
                lines.add("nearest    " + SafeText.of(cause.nearestMiss().rule()));
            }
        }
        return lines;
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }
}
