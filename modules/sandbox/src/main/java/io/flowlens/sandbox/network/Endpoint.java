package io.flowlens.sandbox.network;

/** One end of a TCP or UDP flow. */
public record Endpoint(Address address, int port) {
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is not in 0..65535: " + port);
        }
    }
}
