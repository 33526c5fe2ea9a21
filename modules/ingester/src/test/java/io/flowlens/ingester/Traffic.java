package io.flowlens.ingester;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts numbered lines of several interfaces on a stream and knows what must arrive. The events have no ids, or lines read
 * twice would be dropped as AWS's duplicates and never be seen.
 */
final class Traffic {

    private static final int LINES = 5;

    private final Outside outside;
    private final String stream;
    private final Map<String, List<String>> sent = new TreeMap<>();

    Traffic(Outside outside, String stream) {
        this.outside = outside;
        this.stream = stream;
    }

    /** That many records, of eight interfaces in turn. */
    void put(int records) {
        for (int i = 0; i < records; i++) {
            String interfaceId = "eni-0" + i % 8;
            List<String> all = sent.computeIfAbsent(interfaceId, key -> new ArrayList<>());
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < LINES; line++) {
                lines.add("2 " + interfaceId + " line " + (all.size() + line));
            }
            all.addAll(lines);
            outside.put(stream, interfaceId, Envelopes.withoutIds(interfaceId + "-all", lines));
        }
    }

    Map<String, List<String>> sent() {
        return sent;
    }

    int lines() {
        return sent.values().stream().mapToInt(List::size).sum();
    }
}
