package io.flowlens.topics;

import java.util.List;

/**
 * Rejected flows of one cause in one batch: the value of {@code vpc.rejects}.
 *
 * <p>Most stand for one flow. Those that tell the same story, strangers knocking at many ports above all, are told once, with
 * their number; every line of them is in {@code vpc.flow-logs}.
 *
 * @param schemaVersion 1; grows only when a reader of the old one would be misled
 * @param fingerprint of the alert it belongs to; null when its interface is unknown, and no alert can be
 * @param start of the earliest flow, Unix seconds
 * @param end of the latest flow, Unix seconds
 * @param lines the first few, as AWS wrote them
 */
public record Reject(
        int schemaVersion,
        String fingerprint,
        Place place,
        Traffic traffic,
        Diagnosis diagnosis,
        long start,
        long end,
        Counts counts,
        List<String> lines) {

    public static final int SCHEMA_VERSION = 1;
    public static final int MAX_LINES = 3;
}
