package io.flowlens.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where a long-running command shows /metrics, /livez and /readyz. */
public final class StatusOptions {

    @Option(
            names = "--status-address",
            paramLabel = "HOST",
            defaultValue = "${env:FLOWLENS_STATUS_ADDRESS:-127.0.0.1}",
            description = "Address to serve /metrics, /livez and /readyz on (default: ${DEFAULT-VALUE}).")
    private String address;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "${env:FLOWLENS_STATUS_PORT:-0}",
            description = "Port for them, 0 for a free one, which is printed (default: ${DEFAULT-VALUE}).")
    private int port;

    public InetSocketAddress address() {
        return new InetSocketAddress(address, port);
    }
}
