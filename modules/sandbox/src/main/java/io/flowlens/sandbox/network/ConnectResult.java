package io.flowlens.sandbox.network;

/** How an attempt to open a TCP connection ended. */
public enum ConnectResult {
    CONNECTED,
    REFUSED,
    TIMED_OUT
}
