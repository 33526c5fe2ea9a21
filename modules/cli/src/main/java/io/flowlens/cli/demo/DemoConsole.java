package io.flowlens.cli.demo;

import io.flowlens.cli.Pipeline;
import io.flowlens.console.ConsoleSettings;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;

/** The console of the demo: where people expect it, or else on a free port. */
record DemoConsole(int port) {

    URI start(Pipeline pipeline) {
        try {
            return pipeline.console(ConsoleSettings.loopback(port));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof BindException) {
                return pipeline.console(ConsoleSettings.loopback(0));
            }
            throw e;
        }
    }
}
