package io.flowlens.cli;

import io.flowlens.topics.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens topics}: shows the plan of topics, and creates what is missing when asked to. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Prints every topic with its settings; with --create, creates those that are missing.")
final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--create", description = "Create the missing topics; never changes one that is there.")
    private boolean create;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Topic<?, ?> topic : kafka.topics().all()) {
            out.printf(
                    "%-24s %d partition%s  %s%n",
                    topic.name(), topic.partitions(), topic.partitions() == 1 ? " " : "s", topic.holds());
            topic.config().forEach((key, value) -> out.printf("    %s=%s%n", key, value));
        }
        if (create) {
            List<String> created = kafka.createMissingTopics();
            out.println(created.isEmpty() ? "all there, nothing created" : "created " + String.join(", ", created));
        }
        return ExitCode.OK;
    }
}
