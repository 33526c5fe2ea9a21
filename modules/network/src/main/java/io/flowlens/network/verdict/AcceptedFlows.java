package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;

/** What a judge may ask about flows that were accepted before. */
@FunctionalInterface
public interface AcceptedFlows {

    /** Remembers nothing. */
    AcceptedFlows NONE = flow -> Tracking.NONE;

    /** Whether the same interface accepted the request that this flow answers. Keeps nothing of the argument. */
    Tracking requestOf(FlowRecord flow);
}
