package io.flowlens.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
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

    enum Output {
        TEXT,
        JSONL
    }

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--all", description = "Show resolved alerts too.")
    private boolean all;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on and show every change as it comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "${COMPLETION-CANDIDATES}: for people, or one JSON object a line (default: ${DEFAULT-VALUE}).")
    private Output output;

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
            if (follow) {
                tail.readUntil(() -> false, record -> print(record.value()));
            } else if (newest.isEmpty() && output == Output.TEXT) {
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
        if (alert == null) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSONL) {
            out.println(json(alert));
        } else {
            var ansi = spec.commandLine().getColorScheme();
            out.println(ansi.text(AlertText.headline(alert)));
            AlertText.details(alert).forEach(line -> out.println(ansi.text("  " + line)));
        }
        out.flush();
    }

    private static String json(Alert alert) {
        try {
            return Json.mapper().writeValueAsString(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert cannot be written as JSON", e);
        }
    }
}
