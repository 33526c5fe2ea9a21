package io.flowlens.network.verdict;

/** What a changed network would have done with a recorded flow. */
public enum Effect {
    /** Nothing changes that its interface is judged by. */
    UNTOUCHED,
    /** The rules change, and the flow meets the same end. */
    UNCHANGED,
    /** It was accepted and would be rejected. */
    NEWLY_REJECTED,
    /** It was rejected and would be accepted. */
    NEWLY_ACCEPTED,
    /** It answers a request that would be rejected, and so would never be sent. */
    UNANSWERED,
    /** The rules as they were do not explain what AWS logged, so that nothing can be said of others. */
    DISAGREES,
    /** Record or inventory do not carry what the rules ask for. */
    UNKNOWN,
    /** One of the two networks does not hold the interface at that time. */
    UNKNOWN_INTERFACE
}
