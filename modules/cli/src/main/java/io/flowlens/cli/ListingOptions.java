package io.flowlens.cli;

import io.flowlens.topics.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command shows records of a topic, the same for every command that does. */
final class ListingOptions {

    enum Output {
        TEXT,
        JSONL
    }

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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean follows() {
        return follow;
    }

    boolean isForPeople() {
        return output == Output.TEXT;
    }

    /** @param text the lines of {@code value} for people, in picocli's markup */
    void print(Object value, Supplier<List<String>> text) {
        PrintWriter out = spec.commandLine().getOut();
        if (isForPeople()) {
            text.get()
                    .forEach(line ->
                            out.println(spec.commandLine().getColorScheme().text(line)));
        } else {
            out.println(Json.text(value));
        }
        out.flush();
    }
}
