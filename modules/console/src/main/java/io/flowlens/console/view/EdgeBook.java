package io.flowlens.console.view;

import io.flowlens.topics.Counts;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who talked to whom lately, with success: at most {@value #MAX_EDGES} pairs, each until {@value #KEPT_MINUTES} minutes after it was
 * heard of last. Of more, those heard of longest ago are forgotten.
 */
final class EdgeBook {

    static final int MAX_EDGES = 20_000;
    static final int KEPT_MINUTES = 30;
    private static final long KEPT_MILLIS = KEPT_MINUTES * 60_000L;
    private static final int MAX_SERVICES = 4;

    /** From the one who asked to the one who answers. */
    record Pair(String from, String to) {

        static Pair of(Traffic traffic) {
            return new Pair(NodeId.of(traffic.source()), NodeId.of(traffic.destination()));
        }
    }

    /**
     * One pair.
     *
     * @param sent as the source's interface recorded it
     * @param received as the destination's interface did: the same packets once more, where both are recorded
     * @param services the first few, {@code tcp/443}
     * @param heard when a record of it came last, by Kafka's clock
     */
    record Edge(Pair pair, Counts sent, Counts received, Set<String> services, long heard) {

        Counts counts() {
            return sent.flows() > received.flows() ? sent : received;
        }
    }

    /** In the order in which they were heard of. */
    private final Map<Pair, Edge> edges = new LinkedHashMap<>();

    void add(Pair pair, boolean atSource, String service, Counts counts, long heard) {
        Edge before = edges.remove(pair);
        Edge old = before == null ? new Edge(pair, Counts.NONE, Counts.NONE, Set.of(), heard) : before;
        edges.put(
                pair,
                new Edge(
                        pair,
                        atSource ? old.sent().plus(counts) : old.sent(),
                        atSource ? old.received() : old.received().plus(counts),
                        with(old.services(), service),
                        Math.max(heard, old.heard())));
        if (edges.size() > MAX_EDGES) {
            edges.remove(edges.keySet().iterator().next());
        }
    }

    boolean knows(Pair pair) {
        return edges.containsKey(pair);
    }

    /** Those heard of in the last minutes. */
    List<Edge> at(long nowMillis) {
        edges.values().removeIf(edge -> edge.heard() < nowMillis - KEPT_MILLIS);
        return new ArrayList<>(edges.values());
    }

    private static Set<String> with(Set<String> services, String service) {
        if (services.contains(service) || services.size() >= MAX_SERVICES) {
            return services;
        }
        Set<String> more = new LinkedHashSet<>(services);
        more.add(service);
        return more;
    }
}
