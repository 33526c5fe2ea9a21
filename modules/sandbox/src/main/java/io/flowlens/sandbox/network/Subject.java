package io.flowlens.sandbox.network;

/** The interface a flow log record speaks of, and where it is. */
record Subject(String region, SubnetConfig subnet, InterfaceConfig networkInterface) {}
