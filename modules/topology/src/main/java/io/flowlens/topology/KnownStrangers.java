package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.verdict.CauseCode;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.FlowLogHeaders;
import java.util.List;
import java.util.Objects;

/**
 * What came of a stranger who was judged, kept for those alike as long as nothing changes in the network: all that tells them
 * apart in a diagnosis is what they tried and from where. In a fixed amount of memory: one makes room for another in its place.
 * For one thread.
 */
final class KnownStrangers {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private static final String SG_HAS_NO_RULES = CauseCode.SG_HAS_NO_RULES.name();

    private final NetworkHistory history;
    private final long lag;
    private final long firstSighting;
    private final Known[] places = new Known[PLACES];

    /**
     * @param destination as the record has it
     * @param packetDestination as the record has it, or null
     * @param lead what the sentence of the cause begins with, before the route
     * @param namesRoute whether it goes on with the route; groups without rules keep out whoever comes
     * @param start the time around its flow's start in which nothing changed, or could be taken to have changed
     * @param whole the time around the whole of it in which nothing changed
     */
    private record Known(
            Object alike,
            IpAddress destination,
            IpAddress packetDestination,
            long version,
            NetworkHistory.Stretch start,
            NetworkHistory.Stretch whole,
            JudgedReject judged,
            String lead,
            boolean namesRoute) {}

    KnownStrangers(NetworkHistory history, JudgeConfig config) {
        this.history = history;
        this.lag = config.inventoryLag().toMillis();
        this.firstSighting = config.firstSightingTolerance().toMillis();
    }

    /**
     * The first of a batch.
     *
     * @param alike what {@link io.flowlens.network.verdict.Judge#strangerKeptOutBy} says of the flow
     * @return what judging it would come to, but for the remedy and the addresses; null where that is not known
     */
    JudgedReject of(FlowRecord flow, Object alike, FlowLogHeaders headers) {
        Known known = places[place(alike)];
        return known != null
                        && known.alike == alike
                        && known.version == history.version()
                        && known.start.covers(start(flow))
                        && known.whole.covers(start(flow))
                        && known.whole.covers(end(flow))
                        && known.judged.flow().isFrom(headers)
                        && Objects.equals(known.destination, flow.destination())
                        && Objects.equals(known.packetDestination, flow.packetDestination())
                ? with(known, flow)
                : null;
    }

    /** @param judged one of whom nothing has to be noted, or it is not kept */
    void keep(FlowRecord flow, Object alike, JudgedReject judged) {
        Diagnosis diagnosis = judged.bare();
        NetworkHistory.Stretch whole = history.unchangedAround(start(flow));
        if (diagnosis.notes().isEmpty()
                && diagnosis.causes().size() == 1
                && flow.startSeconds() >= 0
                && flow.endSeconds() >= 0
                && whole.covers(end(flow))) {
            Cause cause = diagnosis.causes().get(0);
            String route = route(flow);
            boolean namesRoute = cause.text().endsWith(route);
            if (namesRoute || SG_HAS_NO_RULES.equals(cause.code())) {
                places[place(alike)] = new Known(
                        alike,
                        flow.destination(),
                        flow.packetDestination(),
                        history.version(),
                        history.unchangedAround(start(flow), lag, firstSighting),
                        whole,
                        judged,
                        namesRoute ? cause.text().substring(0, cause.text().length() - route.length()) : cause.text(),
                        namesRoute);
            }
        }
    }

    private static JudgedReject with(Known known, FlowRecord flow) {
        if (!known.namesRoute) {
            return known.judged;
        }
        Diagnosis bare = known.judged.bare();
        Cause cause = bare.causes().get(0);
        Cause routed = new Cause(
                cause.code(),
                cause.componentIds(),
                cause.componentNames(),
                cause.ruleNumber(),
                null,
                known.lead + route(flow));
        return known.judged.withBare(
                new Diagnosis(bare.verdict(), bare.certainty(), List.of(routed), bare.notes(), null));
    }

    /** As the sentence of a cause ends. */
    private static String route(FlowRecord flow) {
        IpAddress source = flow.packetSource() == null ? flow.source() : flow.packetSource();
        String protocol = io.flowlens.network.Traffic.protocolName(flow.protocol());
        return io.flowlens.network.Traffic.hasPorts(flow.protocol())
                ? protocol + " " + flow.destinationPort() + " from " + source
                : protocol + " from " + source;
    }

    private static long start(FlowRecord flow) {
        return flow.startSeconds() * 1_000;
    }

    /** Up to when changes matter to the flow. */
    private long end(FlowRecord flow) {
        return Math.max(flow.startSeconds(), flow.endSeconds()) * 1_000 + lag;
    }

    private static int place(Object alike) {
        return System.identityHashCode(alike) & PLACES - 1;
    }
}
