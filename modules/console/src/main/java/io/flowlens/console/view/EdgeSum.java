package io.flowlens.console.view;

import io.flowlens.console.view.EdgeBook.Edge;
import io.flowlens.console.view.EdgeBook.Pair;
import io.flowlens.topics.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds up what is drawn as one edge. */
final class EdgeSum {

    private static final int MAX_ALERTS = 5;
    private static final int MAX_SERVICES = 5;

    private final Set<String> services = new LinkedHashSet<>();
    private final Set<Pair> paths = new HashSet<>();
    private final List<String> alerts = new ArrayList<>();
    private long flows;
    private long bytes;
    private long lastSeen;
    private int alertCount;
    private boolean broken;

    void add(Edge edge) {
        paths.add(edge.pair());
        edge.services().forEach(this::service);
        flows += edge.counts().flows();
        bytes += edge.counts().bytes();
        lastSeen = Math.max(lastSeen, edge.heard());
    }

    void add(Pair ends, Alert alert) {
        paths.add(ends);
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

    MapEdge edge(Pair pair, boolean rejected) {
        return new MapEdge(
                pair.from(),
                pair.to(),
                rejected,
                rejected && !broken,
                paths.size(),
                List.copyOf(services),
                flows,
                bytes,
                lastSeen,
                List.copyOf(alerts),
                alertCount);
    }
}
