package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest state of each alert: at most {@value #MAX_OPEN} open ones and {@value #MAX_OVER} resolved ones. Of more, those
 * that changed longest ago are forgotten.
 */
public final class AlertShelf {

    static final int MAX_OPEN = 5_000;
    static final int MAX_OVER = 2_000;

    /** Both in the order in which they changed. */
    private final Map<String, Alert> open = new LinkedHashMap<>();

    private final Map<String, Alert> over = new LinkedHashMap<>();
    private long version;

    /**
     * @param alert null when Kafka forgot it
     * @return the state before; empty if there was none
     */
    synchronized Optional<Alert> put(String fingerprint, Alert alert) {
        Alert wasOpen = open.remove(fingerprint);
        Alert wasOver = over.remove(fingerprint);
        if (alert != null) {
            boolean isOver = alert.state() == State.RESOLVED;
            Map<String, Alert> shelf = isOver ? over : open;
            shelf.put(fingerprint, alert);
            trim(shelf, isOver ? MAX_OVER : MAX_OPEN);
        }
        version++;
        return Optional.ofNullable(wasOpen == null ? wasOver : wasOpen);
    }

    synchronized Optional<Alert> find(String fingerprint) {
        return Optional.ofNullable(open.getOrDefault(fingerprint, over.get(fingerprint)));
    }

    synchronized List<Alert> open() {
        return List.copyOf(open.values());
    }

    synchronized List<Alert> all() {
        List<Alert> all = new ArrayList<>(open.values());
        all.addAll(over.values());
        return all;
    }

    /** Grows with every change. */
    synchronized long version() {
        return version;
    }

    private static void trim(Map<String, Alert> shelf, int most) {
        if (shelf.size() > most) {
            shelf.remove(shelf.keySet().iterator().next());
        }
    }
}
