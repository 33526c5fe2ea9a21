package io.flowlens.cli;

import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Disagreement;
import io.flowlens.topics.Reject;
import io.flowlens.topics.SafeText;
import io.flowlens.topics.Topic;
import io.flowlens.topics.Traffic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens verdicts}: what was judged, and where judgement and log disagree. */
@Command(
        name = "verdicts",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the newest rejects with their causes; with --disagreements the flows for which the rules said one thing"
                    + " and AWS did another.",
            "Disagreements are a sample, at most ten a minute. Many of them mean that the inventory is stale, or flowlens wrong."
        })
final class VerdictsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--disagreements", description = "Show where rules and log disagree.")
    private boolean disagreements;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest to show (default: ${DEFAULT-VALUE}).")
    private int last;

    @Mixin
    private ListingOptions listing;

    @Override
    public Integer call() {
        kafka.createMissingTopics();
        if (disagreements) {
            show(kafka.topics().disagreements(), VerdictsCommand::text);
        } else {
            show(kafka.topics().rejects(), VerdictsCommand::text);
        }
        return ExitCode.OK;
    }

    private <V> void show(Topic<String, V> topic, Function<V, String> text) {
        try (var tail = TopicTail.fromLast(kafka.settings(), topic, last)) {
            Deque<V> newest = new ArrayDeque<>();
            tail.readToEnd(record -> {
                newest.addLast(record.value());
                if (newest.size() > last) {
                    newest.removeFirst();
                }
            });
            Consumer<V> print = value -> listing.print(value, () -> List.of(text.apply(value)));
            newest.forEach(print);
            if (listing.follows()) {
                tail.readUntil(() -> false, record -> print.accept(record.value()));
            }
        }
    }

    private static String text(Reject reject) {
        return "%s  %s  %s  %s"
                .formatted(
                        Instant.ofEpochSecond(reject.end()),
                        ends(reject.traffic()),
                        reject.counts().flows() == 1
                                ? "1 flow"
                                : reject.counts().flows() + " flows",
                        cause(reject.diagnosis()));
    }

    private static String text(Disagreement sample) {
        return "@|bold rules: %s, AWS: %s|@  %s  %s%n    %s"
                .formatted(
                        sample.predicted(),
                        sample.logged(),
                        ends(sample.traffic()),
                        cause(sample.diagnosis()),
                        SafeText.of(sample.line()));
    }

    private static String ends(Traffic traffic) {
        return "%s -> %s, %s"
                .formatted(
                        SafeText.of(traffic.source().label()),
                        SafeText.of(traffic.destination().label()),
                        traffic.service());
    }

    private static String cause(Diagnosis diagnosis) {
        String why = diagnosis.causes().isEmpty()
                ? String.join("; ", diagnosis.notes())
                : diagnosis.causes().get(0).text();
        return "%s: %s (%s)".formatted(diagnosis.code(), SafeText.of(why), diagnosis.certainty());
    }
}
