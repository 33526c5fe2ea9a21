package io.flowlens.console.view;

import io.flowlens.console.view.EdgeBook.Edge;
import io.flowlens.console.view.EdgeBook.Pair;
import io.flowlens.topics.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays the edges between what the map shows: those of hidden machines become one of their subnet. */
final class MapEdges {

    static final int MAX_EDGES = 300;
    private static final int MAX_ALERTS = 5;
    private static final int MAX_SERVICES = 5;

    /** Adds up what is drawn as one. */
    private static final class Sum {
        private final Set<String> services = new LinkedHashSet<>();
        private final List<String> alerts = new ArrayList<>();
        private long flows;
        private long bytes;
        private long lastSeen;
        private int alertCount;
        private boolean broken;

        private void add(Edge edge) {
            edge.services().forEach(this::service);
            flows += edge.counts().flows();
            bytes += edge.counts().bytes();
            lastSeen = Math.max(lastSeen, edge.heard());
        }

        private void add(Alert alert) {
            service(alert.traffic().service());
            flows += alert.activity().counts().flows();
            bytes += alert.activity().counts().bytes();
            lastSeen = Math.max(lastSeen, alert.activity().lastSeen());
            alertCount++;
            broken |= !AlertRow.isNoise(alert);
            if (alerts.size() < MAX_ALERTS) {
                alerts.add(alert.fingerprint());
            }
        }

        private void service(String service) {
            if (services.size() < MAX_SERVICES) {
                services.add(service);
            }
        }

        private MapEdge edge(Pair pair, boolean rejected) {
            return new MapEdge(
                    pair.from(),
                    pair.to(),
                    rejected,
                    rejected && !broken,
                    List.copyOf(services),
                    flows,
                    bytes,
                    lastSeen,
                    List.copyOf(alerts),
                    alertCount);
        }
    }

    private final MapDrawing drawing;
    private final Map<Pair, Sum> rejected = new LinkedHashMap<>();
    private final Map<Pair, Sum> accepted = new LinkedHashMap<>();

    MapEdges(MapDrawing drawing) {
        this.drawing = drawing;
    }

    void add(Edge edge) {
        Pair pair = shown(edge.pair().from(), edge.pair().to());
        if (pair != null) {
            accepted.computeIfAbsent(pair, ends -> new Sum()).add(edge);
        }
    }

    void add(Alert alert) {
        if (alert.traffic() != null) {
            Pair pair = shown(
                    NodeId.of(alert.traffic().source()),
                    NodeId.of(alert.traffic().destination()));
            if (pair != null) {
                rejected.computeIfAbsent(pair, ends -> new Sum()).add(alert);
            }
        }
    }

    /** What is broken first, then strangers, then those seen last. */
    List<MapEdge> all() {
        List<MapEdge> edges = new ArrayList<>();
        rejected.forEach((pair, sum) -> edges.add(sum.edge(pair, true)));
        accepted.forEach((pair, sum) -> edges.add(sum.edge(pair, false)));
        edges.sort(Comparator.comparing((MapEdge edge) -> edge.noise() ? 1 : edge.rejected() ? 0 : 2)
                .thenComparing(Comparator.comparingLong(MapEdge::lastSeen).reversed())
                .thenComparing(MapEdge::from)
                .thenComparing(MapEdge::to));
        return edges;
    }

    private Pair shown(String from, String to) {
        String shownFrom = drawing.shownAs(from);
        String shownTo = drawing.shownAs(to);
        return shownFrom == null || shownTo == null ? null : new Pair(shownFrom, shownTo);
    }
}
