package io.flowlens.cli;

import io.flowlens.flowlog.Action;
import io.flowlens.topics.FlowLogHeaders;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens flows}: the flows as they pass, by name, each reject with its cause. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        description = "Shows the newest flows with the names of both ends; a rejected one with its cause.")
final class FlowsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on and show each flow as it comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest flows to show first (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description =
                    "Only those that AWS logged so: ${COMPLETION-CANDIDATES} (none: no traffic, or skipped data).")
    private Action action;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        kafka.createMissingTopics();
        try (FlowLines lines = FlowLines.open(kafka.settings(), kafka.topics());
                var tail = TopicTail.fromLast(kafka.settings(), kafka.topics().flowLogs(), last)) {
            Deque<String> newest = new ArrayDeque<>();
            tail.readToEnd(batch -> show(lines, batch, line -> {
                newest.addLast(line);
                if (newest.size() > last) {
                    newest.removeFirst();
                }
            }));
            newest.forEach(this::print);
            if (follow) {
                tail.readUntil(() -> false, batch -> {
                    lines.learn();
                    show(lines, batch, this::print);
                });
            }
        }
        return ExitCode.OK;
    }

    private void show(FlowLines lines, ConsumerRecord<String, byte[]> batch, Consumer<String> to) {
        lines.of(batch.value(), FlowLogHeaders.of(batch.headers()), action).forEach(to);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(spec.commandLine().getColorScheme().text(line));
        out.flush();
    }
}
