package io.flowlens.topics;

/**
 * How far one shard of a source has been read; written in the same transaction as the lines before it.
 *
 * @param sequenceNumber the last one committed, in the source's own terms; null when nothing has been read yet
 * @param arrived when that record arrived at the source, epoch milliseconds
 * @param committed when it was committed here, epoch milliseconds
 * @param millisBehind how far behind the end of the shard it was then
 * @param ended true when the shard was closed by a reshard and has been read to its end
 */
public record IngestPosition(String sequenceNumber, long arrived, long committed, long millisBehind, boolean ended) {}
