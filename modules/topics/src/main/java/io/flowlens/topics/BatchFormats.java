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
     * What the batch says itself; else what the flow logs say that wrote to its log group at that time. One format, or several that may all be meant.
     *
     * @return empty when nobody says, or the batch names a format that is none: see {@link #isNamed}
     */
    List<Format> of(FlowLogHeaders headers) {
        if (isNamed(headers)) {
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            return known.computeIfAbsent(headers.format(), BatchFormats::parse);
        }
        return headers.logGroup() == null ? List.of() : inventory.formatsOf(headers.logGroup(), headers.eventTime());
    }

    /** Whether the batch says itself what it is written in. */
    static boolean isNamed(FlowLogHeaders headers) {
        return headers.format() != null;
    }

    private static List<Format> parse(String text) {
        try {
            return List.of(Format.of(text));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
