package io.flowlens.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where the page of the console is. */
public final class ConsoleAddress {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:FLOWLENS_CONSOLE_LISTEN:-127.0.0.1:8080}",
            description = "Where the page is, port 0 for a free one; beyond loopback a token is needed (env"
                    + " FLOWLENS_CONSOLE_LISTEN; default: ${DEFAULT-VALUE}).")
    private String listen;

    /** @throws IllegalArgumentException when that is no address */
    public InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            String host = listen.substring(0, Math.max(0, colon)).replaceAll("^\\[|\\]$", "");
            return new InetSocketAddress(
                    host.isEmpty() ? "127.0.0.1" : host, Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--listen takes HOST:PORT, not '%s'".formatted(listen), e);
        }
    }
}
