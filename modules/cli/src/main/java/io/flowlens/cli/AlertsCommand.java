package io.flowlens.cli;

import io.flowlens.topics.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens alerts}: what is broken now, and what was. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Shows the alerts: those that fire, or with --all the resolved ones too.")
final class AlertsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--all", description = "Show resolved alerts too.")
    private boolean all;

    @Mixin
    private ListingOptions listing;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        kafka.createMissingTopics();
        try (var tail = TopicTail.fromBeginning(kafka.settings(), kafka.topics().alerts())) {
            Map<String, Alert> newest = new LinkedHashMap<>();
            tail.readToEnd(record -> keepNewest(newest, record));
            newest.values().stream()
                    .filter(alert -> all || alert.state() == Alert.State.FIRING)
                    .forEach(this::print);
            if (listing.follows()) {
                tail.readUntil(() -> false, record -> print(record.value()));
            } else if (newest.isEmpty() && listing.isForPeople()) {
                spec.commandLine().getErr().println("no alerts yet");
            }
        }
        return ExitCode.OK;
    }

    private static void keepNewest(Map<String, Alert> newest, ConsumerRecord<String, Alert> record) {
        newest.remove(record.key());
        if (record.value() != null) {
            newest.put(record.key(), record.value());
        }
    }

    private void print(Alert alert) {
        if (alert != null) {
            listing.print(alert, () -> lines(alert));
        }
    }

    private static List<String> lines(Alert alert) {
        List<String> lines = new ArrayList<>();
        lines.add(AlertText.headline(alert));
        AlertText.details(alert).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
