package io.flowlens.benchmarks.input;

/** One side of a flow; the address is an IPv4 one in 32 bits. */
public record Endpoint(int address, int port) {}
