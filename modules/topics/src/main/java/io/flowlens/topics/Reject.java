package io.flowlens.topics;

/**
 * One rejected flow with its cause: the value of {@code vpc.rejects}.
 *
 * @param schemaVersion 1; grows only when a reader of the old one would be misled
 * @param fingerprint of the alert it belongs to, or null when it belongs to none
 * @param start of the flow, Unix seconds
 * @param end of the flow, Unix seconds
 * @param line as AWS wrote it
 */
public record Reject(
        int schemaVersion,
        String fingerprint,
        Place place,
        Traffic traffic,
        Diagnosis diagnosis,
        long start,
        long end,
        long packets,
        long bytes,
        String line) {

    public static final int SCHEMA_VERSION = 1;
}
