package io.flowlens.network.verdict;

import io.flowlens.network.NetworkHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies of interfaces, kept as long as nothing they rest on changes. For one thread. */
final class Policies {

    /** Interfaces kept; past it all are read again, so that made-up ids cannot fill the memory. */
    private static final int MAX_INTERFACES = 65_536;

    /** States kept per interface: late records and fresh ones come mixed. */
    private static final int MAX_STATES = 4;

    /** States looked at for one flow: rules that change more often than that within a window are not told apart. */
    private static final int MAX_SPANS = 16;

    private final NetworkHistory history;
    private final FactsReader reader;
    private final Map<String, Kept> kept = new HashMap<>();
    /** Flows come in batches of one interface: the one asked about last, and what is kept of it. */
    private String lastId = "";

    private Kept last;

    /** A span of an interface's life; no policy when the inventory did not hold the interface. */
    record Span(Optional<Policy> policy, Lookup lookup) {}

    /** What is known of an interface; the span asked for last stands apart, where it is found at once. */
    private static final class Kept {
        private final List<Span> spans = new ArrayList<>(1);
        private long version;
        private long from = Long.MAX_VALUE;
        private long until = Long.MIN_VALUE;
        private long leastHorizon;
        private Policy policy;

        private void forgetOutdated() {
            spans.removeIf(span -> !span.lookup().stillHolds());
            from = Long.MAX_VALUE;
            until = Long.MIN_VALUE;
        }

        private void remember(Span span) {
            from = span.lookup().from();
            until = Math.min(span.lookup().until(), span.lookup().horizonEnd());
            leastHorizon = span.lookup().leastHorizon();
            policy = span.policy().orElse(null);
        }
    }

    Policies(NetworkHistory history, Tolerance tolerance) {
        this.history = history;
        this.reader = new FactsReader(history, tolerance);
    }

    /** The policy that held from one moment to the other, null if there is none or it changed in between. */
    Policy steady(String interfaceId, long from, long to) {
        Kept known = kept(interfaceId);
        if (known == null
                || known.version != history.version()
                || from < known.from
                || to >= known.until
                || to < known.leastHorizon) {
            Span span = at(interfaceId, from, to);
            known = last;
            known.remember(span);
        }
        return to < known.until ? known.policy : null;
    }

    /** The policies that held from one moment to the other, oldest first; none of when there was no such interface. */
    List<Policy> states(String interfaceId, long from, long to) {
        Policy steady = steady(interfaceId, from, to);
        if (steady != null) {
            return List.of(steady);
        }
        var states = new ArrayList<Policy>();
        for (Span span : between(interfaceId, from, to)) {
            span.policy().ifPresent(states::add);
        }
        return states;
    }

    /** What held from one moment to the other, oldest first. */
    List<Span> between(String interfaceId, long from, long to) {
        var spans = new ArrayList<Span>();
        long moment = from;
        do {
            Span span = at(interfaceId, moment, to);
            spans.add(span);
            moment = span.lookup().until();
        } while (moment <= to && spans.size() < MAX_SPANS);
        return spans;
    }

    /** @param horizon what was first seen later does not count */
    Span at(String interfaceId, long millis, long horizon) {
        Kept known = current(interfaceId);
        for (Span span : known.spans) {
            if (span.lookup().covers(millis, horizon)) {
                return span;
            }
        }
        Lookup lookup = reader.lookup(millis, horizon);
        var span = new Span(reader.read(interfaceId, lookup).map(Policy::new), lookup);
        if (known.spans.size() >= MAX_STATES) {
            known.spans.remove(0);
        }
        known.spans.add(span);
        return span;
    }

    private Kept current(String interfaceId) {
        long version = history.version();
        Kept known = kept(interfaceId);
        if (known == null) {
            if (kept.size() >= MAX_INTERFACES) {
                kept.clear();
            }
            known = new Kept();
            kept.put(interfaceId, known);
            last = known;
        } else if (known.version != version) {
            known.forgetOutdated();
        }
        known.version = version;
        return known;
    }

    /** Null where nothing is. */
    private Kept kept(String interfaceId) {
        if (!interfaceId.equals(lastId)) {
            lastId = interfaceId;
            last = kept.get(interfaceId);
        }
        return last;
    }
}
