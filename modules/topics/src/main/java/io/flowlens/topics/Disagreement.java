package io.flowlens.topics;

/**
 * A flow for which the rules said one thing and AWS did another: the value of {@code vpc.disagreements}, a bounded sample.
 *
 * @param schemaVersion 1; grows only when a reader of the old one would be misled
 * @param predicted {@code allow} or {@code deny}
 * @param logged {@code accept} or {@code reject}
 * @param line as AWS wrote it
 */
public record Disagreement(
        int schemaVersion,
        Place place,
        Traffic traffic,
        String predicted,
        String logged,
        Diagnosis diagnosis,
        String line) {

    public static final int SCHEMA_VERSION = 1;
}
