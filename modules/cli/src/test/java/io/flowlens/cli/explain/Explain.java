package io.flowlens.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs the command as a shell would; the network is the one among the test's resources unless named. */
final class Explain {

    static final String HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
                    + " log-status";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final int exitCode;

    private Explain(List<String> arguments) {
        exitCode = new CommandLine(new ExplainCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments.toArray(String[]::new));
    }

    static Explain run(Path network, Path flows, String... more) {
        var arguments = new ArrayList<>(List.of("--network", network.toString(), "--flows", flows.toString()));
        arguments.addAll(List.of(more));
        return new Explain(arguments);
    }

    static Path network() {
        try {
            return Path.of(Explain.class.getResource("network").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record of the default format, all at the same time. */
    static String line(
            String interfaceId, String source, String destination, String ports, int protocol, String action) {
        return "2 123456789012 %s %s %s %s %d 1 60 1600000000 1600000060 %s OK"
                .formatted(interfaceId, source, destination, ports, protocol, action);
    }

    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Standard output as JSON, one value a line. */
    List<JsonNode> objects() {
        return out().lines().map(Explain::json).toList();
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
