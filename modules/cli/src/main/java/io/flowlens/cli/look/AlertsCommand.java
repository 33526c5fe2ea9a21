package io.flowlens.cli.look;

import io.flowlens.cli.AlertText;
import io.flowlens.cli.InstantConverter;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.topics.Alert;
import io.flowlens.topics.TopicTail;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens alerts}: what is broken now, and what was. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the alerts that fire, or those of the states asked for; -o wide with cause and fix.",
        footer = {
            "",
            "Examples:",
            "  flowlens alerts -o wide                        what is broken, why, and how to mend it",
            "  flowlens alerts --all --since 24h --end web    what was wrong with web since yesterday",
            "  flowlens alerts --severity critical --exit-code && deploy"
        })
public final class AlertsCommand implements Callable<Integer> {

    private static final int FOUND = 3;

    private static final Form<Alert> FORM = new Form<>(
            List.of(
                    Column.styled("STATE", AlertsCommand::state, AlertsCommand::color),
                    Column.of("SEVERITY", alert -> alert.severity().text()),
                    Column.of("KIND", alert -> alert.kind().text()),
                    Column.of("SINCE", alert -> Words.secondOf(alert.activity().since())),
                    Column.of(
                            "LAST SEEN",
                            alert -> Words.secondOf(alert.activity().lastSeen())),
                    Column.of("FLOWS", alert -> alert.activity().counts().flows()),
                    Column.wide("FINGERPRINT", Alert::fingerprint),
                    Column.of("WHAT", AlertText::subject),
                    Column.of("CAUSE", alert -> Words.causes(alert.diagnosis()))),
            AlertText::details,
            alert -> alert.activity().evidence());

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ListingOptions options;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = InstantConverter.class,
            order = 5,
            description = "Only what was still rejected since then: a time, or how long ago (30s, 10m, 24h, 7d).")
    private Instant since;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            order = 7,
            split = ",",
            description = "Only in this state: ${COMPLETION-CANDIDATES} (default: firing). May be repeated.")
    private Set<Alert.State> states = EnumSet.noneOf(Alert.State.class);

    @Option(names = "--all", order = 7, description = "In any state: resolved and pending ones too.")
    private boolean all;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindWord.class,
            completionCandidates = KindWord.class,
            order = 8,
            split = ",",
            description = "Only of this kind: ${COMPLETION-CANDIDATES}. May be repeated.")
    private Set<Alert.Kind> kinds = EnumSet.noneOf(Alert.Kind.class);

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            order = 8,
            description = "Only this severe or more: ${COMPLETION-CANDIDATES}.")
    private Alert.Severity severity = Alert.Severity.INFO;

    @Option(
            names = "--exit-code",
            order = 9,
            description = "Exit with " + FOUND + " when there is an alert to show, 0 when there is none.")
    private boolean exitCode;

    @Mixin
    private TrafficFilter filter;

    @Override
    public Integer call() {
        Listing<Alert> listing = options.of(FORM);
        kafka.createMissingTopics();
        try (var tail = TopicTail.fromBeginning(kafka.tail(), kafka.topics().alerts())) {
            Map<String, Alert> newest = new LinkedHashMap<>();
            tail.readToEnd(record -> keepNewest(newest, record));
            listing.showAll(newest.values().stream().filter(this::isAskedFor).toList());
            if (options.follows()) {
                tail.readUntil(listing::isDone, record -> {
                    if (record.value() != null && isOfInterest(record.value())) {
                        listing.show(record.value());
                    }
                });
            }
        }
        listing.finish();
        options.explainNothing(listing, "no such alerts");
        return exitCode && !listing.isEmpty() ? FOUND : ExitCode.OK;
    }

    private static void keepNewest(Map<String, Alert> newest, ConsumerRecord<String, Alert> record) {
        newest.remove(record.key());
        if (record.value() != null) {
            newest.put(record.key(), record.value());
        }
    }

    private boolean isAskedFor(Alert alert) {
        boolean rightState =
                states.isEmpty() ? all || alert.state() == Alert.State.FIRING : states.contains(alert.state());
        return rightState && isOfInterest(alert);
    }

    /** Who follows wants to see an alert resolved, too, unless states were named. */
    private boolean isOfInterest(Alert alert) {
        return (states.isEmpty() || states.contains(alert.state()))
                && (kinds.isEmpty() || kinds.contains(alert.kind()))
                && alert.severity().compareTo(severity) <= 0
                && (since == null || alert.activity().lastSeen() >= since.toEpochMilli())
                && filter.fits(alert.traffic(), alert.diagnosis());
    }

    private static String state(Alert alert) {
        return alert.resolution() == null || alert.state() != Alert.State.RESOLVED
                ? alert.state().text()
                : alert.resolution().how().text();
    }

    private static List<IStyle> color(Alert alert) {
        return switch (alert.state()) {
            case PENDING -> Words.WARNING;
            case FIRING -> Words.BAD;
            case RESOLVED -> Words.GOOD;
        };
    }
}
