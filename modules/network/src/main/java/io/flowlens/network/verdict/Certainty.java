package io.flowlens.network.verdict;

/** How far to trust an answer. */
public enum Certainty {
    CERTAIN,
    /** Rests on an assumption, which a note names. */
    LIKELY,
    UNDECIDED
}
