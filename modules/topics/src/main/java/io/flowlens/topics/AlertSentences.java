package io.flowlens.topics;

import io.flowlens.topics.Alert.Frequent;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Member;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Diagnosis.Cause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An alert as a person reads it: who cannot reach whom, why, since when, and what to do. The words are the same on a
 * terminal and in a message.
 *
 * <p>Names and lines come from others: control characters are out ({@link SafeText}); what else means something to the
 * medium, its writer has to escape.
 */
public final class AlertSentences {

    private static final int MACHINES_NAMED = 3;

    private AlertSentences() {}

    /**
     * One line about an alert.
     *
     * @param label one word: {@code cause}, {@code fix}
     * @param code of the cause, or empty
     */
    public record Sentence(String label, String code, String text) {

        private static Sentence of(String label, String text) {
            return new Sentence(label, "", SafeText.of(text));
        }

        /** The code and the text. */
        public String words() {
            return code.isEmpty() ? text : code + ": " + text;
        }
    }

    /** {@code FIRING}, {@code RESOLVED (verified)}. */
    public static String state(Alert alert) {
        String state = alert.state().name().toUpperCase(Locale.ROOT);
        return alert.state() == State.RESOLVED
                ? state + " (" + alert.resolution().how().text() + ")"
                : state;
    }

    /** {@code web (i-0a) cannot reach db (i-0b), tcp/5432}. */
    public static String subject(Alert alert) {
        Traffic traffic = alert.traffic();
        if (traffic == null) {
            return "records of " + alert.place().interfaceId() + " are missing";
        }
        String from = SafeText.of(label(alert, traffic.source()));
        String to = SafeText.of(label(alert, traffic.destination()));
        return switch (alert.kind()) {
            case INTERNET_REJECTED -> "the internet is kept out of " + to;
            case PORT_SCAN -> from + " tries the ports of " + to;
            case SWEEP -> from + " tries many machines";
            case REPLY_BLOCKED -> from + " cannot answer " + to + ", " + traffic.service();
            default -> from + " cannot reach " + to + ", " + traffic.service();
        };
    }

    /** An end as the alert knows it: of a group or an AWS service it names no single machine or address. */
    public static String label(Alert alert, End end) {
        if (end.equals(alert.traffic().peer()) && isOfOnePair(alert)) {
            if (end.group() != null) {
                return end.group() + " (auto scaling group)";
            }
            if ("service".equals(end.kind()) && end.name() != null) {
                return end.name() + " (AWS service)";
            }
        }
        return end.label();
    }

    private static boolean isOfOnePair(Alert alert) {
        return switch (alert.kind()) {
            case BROKEN_PATH, EGRESS_BLOCKED, REPLY_BLOCKED -> true;
            default -> false;
        };
    }

    /** The rest, a line each; of a resolved one what ended it instead of the fix. */
    public static List<Sentence> details(Alert alert) {
        List<Sentence> lines = new ArrayList<>();
        boolean over = alert.state() == State.RESOLVED;
        if (over) {
            lines.add(Sentence.of("resolved", end(alert.resolution())));
        }
        lines.add(Sentence.of("rejected", rejected(alert)));
        lines.addAll(why(alert.diagnosis()));
        if (!alert.members().isEmpty()) {
            lines.add(Sentence.of("machines", machines(alert.members())));
        }
        if (alert.change() != null) {
            lines.add(Sentence.of("changed", changed(alert.change())));
        }
        if (alert.summary() != null) {
            lines.add(Sentence.of(
                    "most",
                    "from " + frequent(alert.summary().sources()) + "; at "
                            + frequent(alert.summary().services())));
        }
        alert.activity().evidence().stream().limit(1).forEach(line -> lines.add(Sentence.of("evidence", line)));
        if (over && alert.resolution().line() != null) {
            lines.add(Sentence.of("proof", alert.resolution().line()));
        } else {
            lines.addAll(fix(alert.diagnosis()));
            narrow(alert).ifPresent(note -> lines.add(Sentence.of("note", note)));
            check(alert).ifPresent(call -> lines.add(Sentence.of("check", call)));
        }
        return lines;
    }

    /** Why something was rejected and what would let it through, without the alert around it. */
    public static List<Sentence> diagnosis(Diagnosis diagnosis) {
        List<Sentence> lines = new ArrayList<>(why(diagnosis));
        lines.addAll(fix(diagnosis));
        return lines;
    }

    private static List<Sentence> why(Diagnosis diagnosis) {
        List<Sentence> lines = new ArrayList<>(causes(diagnosis));
        diagnosis.notes().forEach(note -> lines.add(Sentence.of("note", note)));
        return lines;
    }

    private static List<Sentence> fix(Diagnosis diagnosis) {
        List<Sentence> lines = new ArrayList<>();
        if (diagnosis.fix() != null) {
            diagnosis.fix().aws().forEach(command -> lines.add(Sentence.of("fix", command)));
            diagnosis.fix().opens().forEach(opening -> lines.add(Sentence.of("opens", opening.text())));
        }
        return lines;
    }

    /** {@code SG_HAS_NO_RULES: sg-0a (web) has no inbound rules (certain)}, or the verdict where nothing blocks. */
    private static List<Sentence> causes(Diagnosis diagnosis) {
        if (diagnosis.causes().isEmpty()) {
            return List.of(Sentence.of("cause", diagnosis.verdict() + " (" + diagnosis.certainty() + ")"));
        }
        List<Sentence> lines = new ArrayList<>();
        for (Cause cause : diagnosis.causes()) {
            String text = SafeText.of(cause.text()) + " (" + diagnosis.certainty() + ")";
            lines.add(new Sentence("cause", cause.code(), text));
            if (cause.nearestMiss() != null) {
                lines.add(Sentence.of("nearest", cause.nearestMiss().rule()));
            }
        }
        return lines;
    }

    /** {@code 2026-11-23T07:46:47Z}: UTC, to the second. */
    public static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String end(Resolution resolution) {
        return resolution.how() == How.VERIFIED
                ? "verified fixed: the same traffic was accepted at " + time(resolution.at())
                : "quiet: none of it was rejected for a while, up to " + time(resolution.at())
                        + "; whether it would pass is not known";
    }

    private static String rejected(Alert alert) {
        return "by %s, %s in %s since %s"
                .formatted(
                        alert.place().interfaceId(),
                        count(alert.activity().counts().packets(), "packet"),
                        count(alert.activity().counts().flows(), "flow"),
                        time(alert.activity().since()));
    }

    /** The command that looks at the path again, as of now; empty where there is no fix to look for. */
    public static Optional<String> check(Alert alert) {
        return DiagnoseCall.about(alert);
    }

    /** A fix admits one address: too little where the far end has many. */
    public static Optional<String> narrow(Alert alert) {
        if (alert.traffic() == null
                || alert.diagnosis().fix() == null
                || !isOfOnePair(alert)
                || alert.traffic().peer() == null) {
            return Optional.empty();
        }
        End peer = alert.traffic().peer();
        String address = "the fix is for " + peer.address() + " alone; ";
        if (alert.members().size() > 1) {
            return Optional.of(address + "a rule that names their security group is for all machines");
        }
        return "service".equals(peer.kind())
                ? Optional.of(address + "a rule that names its prefix list is for all of " + SafeText.of(peer.name()))
                : Optional.empty();
    }

    private static String machines(List<Member> members) {
        String newest = members.stream()
                .sorted(Comparator.comparingLong(Member::lastSeen).reversed())
                .limit(MACHINES_NAMED)
                .map(member -> (member.id() == null ? "" : member.id() + " ") + member.address())
                .collect(Collectors.joining(", "));
        return newest + (members.size() > MACHINES_NAMED ? ", ... (" + members.size() + " in all)" : "");
    }

    private static String changed(Alert.Change change) {
        String calls = change.calls().stream()
                .map(call -> "; %s at %s by %s".formatted(call.name(), time(call.at()), call.by()))
                .collect(Collectors.joining());
        return "%s, seen %s: %s%s"
                .formatted(change.resourceId(), time(change.seenAt()), String.join("; ", change.rules()), calls);
    }

    private static String frequent(List<Frequent> things) {
        return things.stream()
                .map(thing -> thing.what() + " (" + thing.flows() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
