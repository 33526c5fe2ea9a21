package io.flowlens.sandbox.network;

/** One rule of a security group. It allows; groups cannot deny. */
public record GroupRule(Traffic traffic, Peer peer) {}
