package io.flowlens.sandbox.network;

/**
 * One record as AWS writes it.
 *
 * @param startMillis the record's start as Unix milliseconds: the time CloudWatch Logs gives the event
 */
public record FlowLogLine(long startMillis, String text) {}
