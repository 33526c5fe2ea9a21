package io.flowlens.sandbox.network;

/**
 * One record as AWS writes it.
 *
 * @param startMillis the record's start as Unix milliseconds: the time CloudWatch Logs gives the event
 * @param endMillis the record's end: files in a bucket are made by it
 */
public record FlowLogLine(long startMillis, long endMillis, String text) {}
