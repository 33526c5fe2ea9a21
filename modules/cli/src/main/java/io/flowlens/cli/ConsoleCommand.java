package io.flowlens.cli;

import io.flowlens.console.ConsoleSettings;
import io.flowlens.console.http.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens console}: serves the page. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a page with a live map of the network, the alerts with their verdicts, and the traffic, until Ctrl-C.",
            "It only reads, outside of every consumer group: start as many as you like."
        },
        footer = {
            "",
            "On loopback it asks for nothing. From elsewhere reach it through a tunnel, 'ssh -L 8080:127.0.0.1:8080 HOST', or",
            "give it a token: docs/console.md says how."
        })
final class ConsoleCommand extends ServiceCommand {

    @Mixin
    private ConsoleAddress address;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:FLOWLENS_CONSOLE_TOKEN_FILE}",
            description = "Holds the token that everybody has to show, at least 16 characters (env"
                    + " FLOWLENS_CONSOLE_TOKEN_FILE, or the token itself in FLOWLENS_CONSOLE_TOKEN).")
    private Path tokenFile;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "${env:FLOWLENS_CONSOLE_HOST}",
            split = ",",
            description = "A name under which people reach it, behind a proxy for one; repeatable (env"
                    + " FLOWLENS_CONSOLE_HOST, comma separated). Requests for other names are refused.")
    private Set<String> hosts;

    @Spec
    private CommandSpec spec;

    @Override
    void addTo(Pipeline pipeline) {
        URI uri = pipeline.console(Usage.check(spec, this::settings));
        spec.commandLine().getErr().println("The console is at " + uri);
    }

    private ConsoleSettings settings() {
        return new ConsoleSettings(address.address(), token(), hosts == null ? Set.of() : hosts);
    }

    private AccessToken token() {
        String token = tokenFile == null ? System.getenv("FLOWLENS_CONSOLE_TOKEN") : read();
        return token == null || token.isBlank() ? null : new AccessToken(token.strip());
    }

    private String read() {
        try {
            return Files.readString(tokenFile);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read --token-file " + tokenFile + ": " + e, e);
        }
    }
}
