package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Network;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.FlowLogHeaders;
import java.util.function.Supplier;

/**
 * What follows from verdicts, kept for those that the judge gives again and again: it is some hundred times the work of
 * looking it up. In a fixed amount of memory: one makes room for another in its place. For one thread.
 */
final class JudgedRejects {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private final JudgedReject[] places = new JudgedReject[PLACES];

    /** @param network as of the flow's time, asked for only where the verdict is a new one */
    JudgedReject of(FlowRecord flow, Verdict verdict, FlowLogHeaders headers, Supplier<Network> network) {
        int at = System.identityHashCode(verdict) & PLACES - 1;
        JudgedReject known = places[at];
        if (known == null || known.verdict() != verdict || !known.flow().isFrom(headers)) {
            known = JudgedReject.of(verdict, RejectedFlow.of(flow, verdict, headers, network.get()));
            places[at] = known;
        }
        return known;
    }
}
