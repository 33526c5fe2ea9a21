package io.flowlens.cli.whatif;

import io.flowlens.cli.look.Words;
import io.flowlens.network.verdict.Effect;
import io.flowlens.network.verdict.Ground;
import io.flowlens.topics.End;
import io.flowlens.whatif.Affected;
import io.flowlens.whatif.Affected.Strangers;
import io.flowlens.whatif.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer in words, the same for every form that people read. */
final class AnswerWords {

    /** What is told flow by flow, in this order; everything else is counted. */
    static final List<Effect> CHANGES = List.of(Effect.NEWLY_REJECTED, Effect.NEWLY_ACCEPTED);

    /** How a sentence begins that the change says of itself. */
    static final String NOTE = "note: ";

    private AnswerWords() {}

    /** {@code newly-rejected}. */
    static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String lastSeen(Affected one) {
        Instant last = Words.second(one.tally().lastSeen());
        return last == null ? "-" : last.toString();
    }

    static String source(Affected one) {
        return end(one.source(), one.strangers());
    }

    static String destination(Affected one) {
        return end(one.destination(), one.strangers());
    }

    static String place(Affected one) {
        return one.direction() + " at " + one.interfaceId();
    }

    static String grounds(Affected one) {
        return one.grounds().stream().map(Ground::text).collect(Collectors.joining("; "));
    }

    static String title(Answer answer, Effect effect) {
        String flows = flows(answer.flows(effect));
        if (effect == Effect.NEWLY_REJECTED) {
            return "WOULD BE REJECTED: " + flows + " that passed";
        }
        long strangers = flows(answer.affected(effect).stream()
                .filter(Affected::isWithStrangers)
                .toList());
        String title = "WOULD PASS: " + flows + " that were rejected";
        return strangers == 0 ? title : title + ", " + number(strangers) + " with strangers on the internet";
    }

    /** What is not shown, a line each. */
    static List<String> more(List<Affected> all, int shown, long rest) {
        var lines = new ArrayList<String>();
        if (shown < all.size()) {
            lines.add("and %s on %s other paths: -o json has them"
                    .formatted(flows(flows(all.subList(shown, all.size()))), number(all.size() - shown)));
        }
        if (rest > 0) {
            lines.add("and %s on paths past those that are told apart".formatted(flows(rest)));
        }
        return lines;
    }

    /** What was counted, a line each. */
    static List<String> sentences(Answer answer) {
        var sentences = new ArrayList<String>();
        sentences.add("%s lines: %s would be rejected, %s would pass, %s would fare as before"
                .formatted(
                        number(answer.lines()),
                        flows(answer.flows(Effect.NEWLY_REJECTED)),
                        number(answer.flows(Effect.NEWLY_ACCEPTED)),
                        number(answer.flows(Effect.UNTOUCHED) + answer.flows(Effect.UNCHANGED))));
        add(
                sentences,
                answer.flows(Effect.UNANSWERED),
                "would not be sent: they answer requests that would be rejected");
        add(
                sentences,
                answer.flows(Effect.DISAGREES),
                "undecided: the rules as they were do not explain what AWS logged, so the change is not blamed");
        add(
                sentences,
                answer.flows(Effect.UNKNOWN),
                "undecided: record or inventory do not carry what the rules ask for");
        add(sentences, answer.flows(Effect.UNKNOWN_INTERFACE), "undecided: the interface is not known at that time");
        if (answer.left().unreadable() > 0) {
            sentences.add(number(answer.left().unreadable()) + " lines cannot be read");
        }
        if (answer.left().inventory() > 0) {
            sentences.add(number(answer.left().inventory()) + " records of the inventory make no sense");
        }
        answer.notes().forEach(note -> sentences.add(NOTE + note));
        return sentences;
    }

    private static void add(List<String> sentences, long flows, String what) {
        if (flows > 0) {
            sentences.add(flows(flows) + " " + what);
        }
    }

    private static String end(End end, Strangers strangers) {
        return "internet".equals(end.kind()) ? "internet: " + strangers(strangers) : Words.end(end);
    }

    private static String strangers(Strangers strangers) {
        String named = String.join(", ", strangers.named());
        int more = strangers.addresses() - strangers.named().size();
        if (more == 0) {
            return named;
        }
        return "%s and %d%s more".formatted(named, more, strangers.addresses() == Affected.MOST_STRANGERS ? " or" : "");
    }

    private static long flows(List<Affected> some) {
        return some.stream().mapToLong(one -> one.tally().flows()).sum();
    }

    private static String flows(long count) {
        return number(count) + (count == 1 ? " flow" : " flows");
    }

    private static String number(long count) {
        return "%,d".formatted(count);
    }
}
