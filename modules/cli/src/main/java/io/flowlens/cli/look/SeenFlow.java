package io.flowlens.cli.look;

import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;

/**
 * One record of a flow log, both ends by name. The fields have the names they have on the topics.
 *
 * @param action {@code ACCEPT} or {@code REJECT}; {@code NODATA} or {@code SKIPDATA} for a record without a flow
 * @param traffic null for a record without a flow
 * @param sourcePort null where the protocol has none
 * @param diagnosis why it was rejected; null for what was not
 * @param start of the window, Unix seconds
 * @param end of the window, Unix seconds
 * @param line as AWS wrote it
 */
record SeenFlow(
        String action,
        Place place,
        Traffic traffic,
        Integer sourcePort,
        Diagnosis diagnosis,
        long start,
        long end,
        long packets,
        long bytes,
        String line) {

    long endMillis() {
        return end * 1_000;
    }

    boolean isRejected() {
        return diagnosis != null;
    }
}
