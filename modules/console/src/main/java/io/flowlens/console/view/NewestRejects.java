package io.flowlens.console.view;

import io.flowlens.topics.Reject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest {@value #MAX_LINES} lines of each of the {@value #MAX_ALERTS} alerts that were rejected last. */
public final class NewestRejects {

    static final int MAX_ALERTS = 2_000;
    static final int MAX_LINES = 5;
    /** A line of the longest format has some 600. */
    private static final int MAX_LENGTH = 2_000;

    private final Map<String, Deque<String>> lines = new LinkedHashMap<>();

    synchronized void put(Reject reject) {
        if (reject == null || reject.fingerprint() == null || reject.lines() == null) {
            return;
        }
        Deque<String> own = lines.remove(reject.fingerprint());
        Deque<String> newest = own == null ? new ArrayDeque<>() : own;
        for (String line : reject.lines()) {
            newest.addFirst(line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line);
            if (newest.size() > MAX_LINES) {
                newest.removeLast();
            }
        }
        lines.put(reject.fingerprint(), newest);
        if (lines.size() > MAX_ALERTS) {
            lines.remove(lines.keySet().iterator().next());
        }
    }

    /** Newest first. */
    synchronized List<String> of(String fingerprint) {
        Deque<String> own = lines.get(fingerprint);
        return own == null ? List.of() : List.copyOf(own);
    }
}
