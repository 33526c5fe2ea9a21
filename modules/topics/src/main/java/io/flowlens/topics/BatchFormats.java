package io.flowlens.topics;

import io.flowlens.flowlog.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the formats that a batch may be written in. Not thread-safe. */
final class BatchFormats {

    /** Bounds what forged headers can make us keep. */
    private static final int MAX_KNOWN = 64;

    private final Inventory inventory;
    private final Map<String, List<Format>> known = new HashMap<>();

    BatchFormats(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * What the batch says itself; else what the flow logs of its log group say; else AWS's default.
     *
     * @return empty when the batch names a format that is none
     */
    List<Format> of(FlowLogHeaders headers) {
        if (headers.format() != null) {
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            return known.computeIfAbsent(headers.format(), BatchFormats::parse);
        }
        List<Format> written = headers.logGroup() == null ? List.of() : inventory.formatsOf(headers.logGroup());
        return written.isEmpty() ? List.of(Format.DEFAULT) : written;
    }

    private static List<Format> parse(String text) {
        try {
            return List.of(Format.of(text));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
