package io.flowlens.whatif;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.ChangeJudge;
import io.flowlens.network.verdict.ChangedFlow;
import io.flowlens.network.verdict.Effect;
import io.flowlens.network.verdict.Ground;
import io.flowlens.topics.End;
import io.flowlens.topics.Protocols;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up changed flows that are alike: who, whom, what service, which rule. Bounded: what is past the most is counted. */
final class Fold {

    /** Paths that are told apart. */
    static final int MOST_PATHS = 5_000;

    private static final int NAMED_STRANGERS = 5;
    /** Flows whose path is found at once; past it they are explained again, which costs time and nothing else. */
    private static final int MOST_KNOWN = 50_000;

    private final Map<Kind, Path> paths = new LinkedHashMap<>();
    private final Map<Known, Optional<Path>> known = new HashMap<>();
    private final Map<Effect, Long> rest = new EnumMap<>(Effect.class);

    /** What makes flows alike. */
    private record Kind(
            Effect effect,
            String interfaceId,
            String direction,
            End source,
            End destination,
            String protocol,
            int port,
            boolean reply,
            List<Ground> grounds) {}

    /** @param rules by identity: as long as they are the same, so is the path */
    private record Known(
            Object rules,
            Effect effect,
            String interfaceId,
            IpAddress source,
            IpAddress destination,
            int protocol,
            int port,
            boolean reply) {}

    private static final class Path {
        private final Set<String> strangers = new LinkedHashSet<>();
        private Tally tally = Tally.NOTHING;
    }

    void add(ChangeJudge judge, FlowRecord flow, Effect effect) {
        Object rules = judge.rules(flow);
        if (rules == null) {
            path(judge, flow).ifPresentOrElse(path -> count(path, flow), () -> countRest(effect));
            return;
        }
        boolean reply = judge.isReply(flow);
        var key = new Known(
                rules,
                effect,
                flow.interfaceId(),
                first(flow.packetSource(), flow.source()),
                first(flow.packetDestination(), flow.destination()),
                flow.protocol(),
                port(flow, reply),
                reply);
        Optional<Path> path = known.get(key);
        if (path == null) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            path = path(judge, flow);
            known.put(key, path);
        }
        path.ifPresentOrElse(found -> count(found, flow), () -> countRest(effect));
    }

    /** The most flows first. */
    List<Affected> affected() {
        return paths.entrySet().stream()
                .map(entry -> affected(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Affected one) -> -one.tally().flows())
                        .thenComparing(one -> -one.tally().lastSeen()))
                .toList();
    }

    Map<Effect, Long> rest() {
        return rest;
    }

    /** Empty when there are too many. */
    private Optional<Path> path(ChangeJudge judge, FlowRecord flow) {
        Optional<ChangedFlow> explained = judge.explain(flow);
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        ChangedFlow changed = explained.get();
        End source = End.of(changed.source());
        End destination = End.of(changed.destination());
        var kind = new Kind(
                changed.effect(),
                flow.interfaceId(),
                changed.direction().name().toLowerCase(Locale.ROOT),
                together(source),
                together(destination),
                Protocols.name(flow.protocol()),
                port(flow, changed.reply()),
                changed.reply(),
                changed.grounds());
        if (paths.size() >= MOST_PATHS && !paths.containsKey(kind)) {
            return Optional.empty();
        }
        Path path = paths.computeIfAbsent(kind, one -> new Path());
        remember(source, path);
        remember(destination, path);
        return Optional.of(path);
    }

    /** Strangers come by the thousand, and are one. */
    private static End together(End end) {
        return isStranger(end) ? new End(end.kind(), null, null, null) : end;
    }

    private static void remember(End end, Path path) {
        if (isStranger(end) && path.strangers.size() < Affected.MOST_STRANGERS) {
            path.strangers.add(end.address());
        }
    }

    private static boolean isStranger(End end) {
        return "internet".equals(end.kind());
    }

    private static int port(FlowRecord flow, boolean reply) {
        if (!Traffic.hasPorts(flow.protocol())) {
            return -1;
        }
        return reply ? flow.sourcePort() : flow.destinationPort();
    }

    private static IpAddress first(IpAddress preferred, IpAddress otherwise) {
        return preferred == null ? otherwise : preferred;
    }

    private static void count(Path path, FlowRecord flow) {
        path.tally = path.tally.plus(flow);
    }

    private void countRest(Effect effect) {
        rest.merge(effect, 1L, Long::sum);
    }

    private static Affected affected(Kind kind, Path path) {
        return new Affected(
                kind.effect(),
                kind.interfaceId(),
                kind.direction(),
                kind.source(),
                kind.destination(),
                kind.protocol(),
                kind.port() < 0 ? null : kind.port(),
                kind.reply(),
                kind.grounds(),
                new Affected.Strangers(
                        path.strangers.size(),
                        path.strangers.stream().limit(NAMED_STRANGERS).toList()),
                path.tally);
    }
}
