package io.flowlens.cli.look;

import io.flowlens.cli.AlertText;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.topics.Disagreement;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens verdicts}: what was judged, and where judgement and log disagree. */
@Command(
        name = "verdicts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the newest rejects with their causes; with --disagreements the flows for which the rules said one thing"
                    + " and AWS did another.",
            "Disagreements are a sample, at most ten a minute. Many of them mean that the inventory is stale, or flowlens wrong."
        })
public final class VerdictsCommand implements Callable<Integer> {

    private static final Form<Reject> REJECTS = new Form<>(
            List.of(
                    Column.of("TIME", reject -> Words.second(reject.end())),
                    Column.of("FROM", reject -> Words.source(reject.traffic())),
                    Column.of("TO", reject -> Words.destination(reject.traffic())),
                    Column.of("SERVICE", reject -> Words.service(reject.traffic())),
                    Column.of("FLOWS", reject -> reject.counts().flows()),
                    Column.of("CERTAINTY", reject -> reject.diagnosis().certainty()),
                    Column.wide("INTERFACE", reject -> reject.place().interfaceId()),
                    Column.wide("ALERT", Reject::fingerprint),
                    Column.of("CAUSE", reject -> Words.causes(reject.diagnosis()))),
            reject -> AlertText.diagnosis(reject.diagnosis()),
            Reject::lines);

    private static final Form<Disagreement> DISAGREEMENTS = new Form<>(
            List.of(
                    Column.of("RULES", Disagreement::predicted),
                    Column.styled("AWS", Disagreement::logged, sample -> Words.WARNING),
                    Column.of("FROM", sample -> Words.source(sample.traffic())),
                    Column.of("TO", sample -> Words.destination(sample.traffic())),
                    Column.of("SERVICE", sample -> Words.service(sample.traffic())),
                    Column.of("VERDICT", sample -> Words.causes(sample.diagnosis())),
                    Column.of("LINE", Disagreement::line)),
            sample -> AlertText.diagnosis(sample.diagnosis()),
            sample -> List.of(sample.line()));

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--disagreements", order = 0, description = "Show where rules and log disagree.")
    private boolean disagreements;

    @Mixin
    private ListingOptions options;

    @Mixin
    private History history;

    @Mixin
    private TrafficFilter filter;

    @Override
    public Integer call() {
        if (disagreements) {
            show(kafka.topics().disagreements(), DISAGREEMENTS, "no disagreements", (record, finds) -> {
                Disagreement sample = record.value();
                if (filter.fits(sample.traffic(), sample.diagnosis())) {
                    finds.found(record.timestamp(), sample);
                }
            });
        } else {
            show(kafka.topics().rejects(), REJECTS, "no such rejects", (record, finds) -> {
                Reject reject = record.value();
                if (filter.fits(reject.traffic(), reject.diagnosis())) {
                    finds.found(reject.end() * 1_000, reject);
                }
            });
        }
        return ExitCode.OK;
    }

    private <V> void show(
            Topic<String, V> topic,
            Form<V> form,
            String nothing,
            BiConsumer<ConsumerRecord<String, V>, History.Finds<V>> read) {
        Listing<V> listing = options.of(form);
        kafka.createMissingTopics();
        try (var tail = history.show(kafka.tail(), topic, read, listing)) {
            if (options.follows()) {
                tail.readUntil(listing::isDone, record -> read.accept(record, (end, value) -> listing.show(value)));
            }
        }
        listing.finish();
        options.explainNothing(listing, nothing);
    }
}
