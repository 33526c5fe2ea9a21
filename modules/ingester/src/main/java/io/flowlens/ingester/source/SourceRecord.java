package io.flowlens.ingester.source;

/**
 * One record as the source holds it.
 *
 * @param sequenceNumber its place in the shard: a decimal number of any length that only grows
 * @param arrived when it reached the source, epoch milliseconds
 * @param key the source's own key of the record, kept with a dead letter; may be null
 */
public record SourceRecord(String sequenceNumber, long arrived, String key, byte[] data) {

    /** Orders two sequence numbers of one shard; they outgrow every primitive type. */
    public static int compareSequence(String left, String right) {
        return left.length() != right.length() ? Integer.compare(left.length(), right.length()) : left.compareTo(right);
    }
}
