package io.flowlens.cli;

import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Json;
import io.flowlens.topics.TopicTail;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens ingest status}: how far each source has been read. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows how far each source has been read, as committed, and whether an ingester reads on; needs Kafka"
                        + " only.")
final class IngestStatusCommand implements Callable<Integer> {

    enum Output {
        TABLE,
        JSON
    }

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}: for people, or one JSON document (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        kafka.createMissingTopics();
        Map<String, IngestPosition> positions = new TreeMap<>();
        try (var tail = TopicTail.fromBeginning(kafka.tail(), kafka.topics().ingestPositions())) {
            tail.readToEnd(record -> {
                if (record.value() == null) {
                    positions.remove(record.key());
                } else {
                    positions.put(record.key(), record.value());
                }
            });
        }
        LiveIngesters live = LiveIngesters.find(
                kafka.settings().admin("flowlens-admin"), kafka.topics().prefix());
        List<IngestStatus> rows = positions.entrySet().stream()
                .map(position -> IngestStatus.of(position.getKey(), position.getValue(), live))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(Json.text(rows));
        } else if (rows.isEmpty()) {
            spec.commandLine().getErr().println("nothing was ingested yet");
        } else {
            IngestStatus.table(rows).forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }
}
