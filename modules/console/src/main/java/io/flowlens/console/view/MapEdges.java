package io.flowlens.console.view;

import io.flowlens.console.view.EdgeBook.Edge;
import io.flowlens.console.view.EdgeBook.Pair;
import io.flowlens.topics.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lays the edges between what the map shows: those of hidden machines become one of their subnet. Where more than {@value #FOLD_OVER}
 * paths are broken, nobody could tell them apart: then those between the same two subnets become one.
 */
final class MapEdges {

    static final int MAX_EDGES = 300;
    static final int FOLD_OVER = 60;

    private static final Comparator<MapEdge> BROKEN_FIRST = Comparator.comparing(
                    (MapEdge edge) -> edge.noise() ? 1 : edge.rejected() ? 0 : 2)
            .thenComparing(edge -> edge.rejected() ? -edge.paths() : 0)
            .thenComparing(Comparator.comparingLong(MapEdge::lastSeen).reversed())
            .thenComparing(MapEdge::from)
            .thenComparing(MapEdge::to);

    private final MapDrawing drawing;
    private final UnaryOperator<String> shownAs;
    /** What is rejected at the other end although it left this one. */
    private final Map<Pair, Set<String>> stopped = new HashMap<>();

    private final Map<Pair, EdgeSum> rejected = new LinkedHashMap<>();
    private final Map<Pair, EdgeSum> accepted = new LinkedHashMap<>();
    private final Set<Pair> broken = new HashSet<>();

    private MapEdges(MapDrawing drawing, UnaryOperator<String> shownAs) {
        this.drawing = drawing;
        this.shownAs = shownAs;
    }

    static MapEdges of(MapDrawing drawing, List<Alert> open, List<Edge> passed) {
        MapEdges single = new MapEdges(drawing, drawing::shownAs).with(open, passed);
        return single.broken.size() > FOLD_OVER ? new MapEdges(drawing, drawing::foldedAs).with(open, passed) : single;
    }

    private MapEdges with(List<Alert> open, List<Edge> passed) {
        open.stream().filter(alert -> alert.traffic() != null).forEach(this::add);
        passed.forEach(this::add);
        return this;
    }

    private void add(Alert alert) {
        Pair ends = Pair.of(alert.traffic());
        Pair pair = shown(ends);
        if (pair != null) {
            rejected.computeIfAbsent(pair, same -> new EdgeSum()).add(ends, alert);
            stopped.computeIfAbsent(ends, same -> new HashSet<>())
                    .add(alert.traffic().service());
            if (!AlertRow.isNoise(alert)) {
                broken.add(ends);
            }
        }
    }

    private void add(Edge edge) {
        Pair pair = shown(edge.pair());
        if (pair != null && !isStoppedAtTheEnd(edge)) {
            accepted.computeIfAbsent(pair, same -> new EdgeSum()).add(edge);
        }
    }

    /** What the source let out and the destination rejected did not get there. */
    private boolean isStoppedAtTheEnd(Edge edge) {
        return edge.received().flows() == 0
                && stopped.getOrDefault(edge.pair(), Set.of()).containsAll(edge.services());
    }

    /** How many pairs of ends are broken, however many edges stand for them. */
    int broken() {
        return broken.size();
    }

    /** What is broken first, the most paths before others; then strangers, then those seen last. */
    List<MapEdge> all() {
        List<MapEdge> edges = new ArrayList<>();
        rejected.forEach((pair, sum) -> edges.add(sum.edge(pair, true)));
        accepted.forEach((pair, sum) -> edges.add(sum.edge(pair, false)));
        edges.sort(BROKEN_FIRST);
        return edges;
    }

    private Pair shown(Pair ends) {
        String from = shownAs.apply(ends.from());
        String to = shownAs.apply(ends.to());
        return from == null || to == null || !drawing.isAbout(ends) ? null : new Pair(from, to);
    }
}
