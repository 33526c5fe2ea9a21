package io.flowlens.cli;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.Traffic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An alert as a person reads it: who cannot reach whom, why, since when, and what to do. */
public final class AlertText {

    private AlertText() {}

    /** {@code @|bold,red FIRING|@}: picocli's markup, which becomes plain text where there is no terminal. */
    public static String headline(Alert alert) {
        String state = switch (alert.state()) {
            case PENDING -> "@|yellow PENDING|@";
            case FIRING -> "@|bold,red FIRING|@";
            case RESOLVED ->
                "@|bold,green RESOLVED|@ (" + alert.resolution().how().text() + ")";
        };
        return "%s  %s: %s".formatted(state, alert.kind().text(), subject(alert));
    }

    /** {@code web (i-0a) cannot reach db (i-0b), tcp/5432}. */
    public static String subject(Alert alert) {
        Traffic traffic = alert.traffic();
        if (traffic == null) {
            return "records of " + alert.place().interfaceId() + " are missing";
        }
        String from = SafeText.of(traffic.source().label());
        String to = SafeText.of(traffic.destination().label());
        return switch (alert.kind()) {
            case INTERNET_REJECTED -> "the internet is kept out of " + to;
            case PORT_SCAN -> from + " tries the ports of " + to;
            case SWEEP -> from + " tries many machines";
            case REPLY_BLOCKED -> from + " cannot answer " + to + ", " + traffic.service();
            default -> from + " cannot reach " + to + ", " + traffic.service();
        };
    }

    /** The rest, a line each. */
    public static List<String> details(Alert alert) {
        List<String> lines = new ArrayList<>();
        lines.add("rejected   by %s, %s in %s since %s"
                .formatted(
                        alert.place().interfaceId(),
                        count(alert.activity().counts().packets(), "packet"),
                        count(alert.activity().counts().flows(), "flow"),
                        time(alert.activity().since())));
        causes(alert.diagnosis()).forEach(lines::add);
        alert.diagnosis().notes().forEach(note -> lines.add("note       " + SafeText.of(note)));
        if (alert.change() != null) {
            lines.add("changed    %s, seen %s: %s"
                    .formatted(
                            alert.change().resourceId(),
                            time(alert.change().seenAt()),
                            SafeText.of(String.join("; ", alert.change().rules()))));
        }
        if (alert.summary() != null) {
            lines.add("most       from " + frequent(alert.summary().sources()) + "; at "
                    + frequent(alert.summary().services()));
        }
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

    private static String frequent(List<Alert.Frequent> things) {
        return things.stream()
                .map(thing -> SafeText.of(thing.what()) + " (" + thing.flows() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }
}
