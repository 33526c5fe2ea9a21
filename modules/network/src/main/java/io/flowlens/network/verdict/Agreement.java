package io.flowlens.network.verdict;

/** Whether the rules predicted what AWS logged. */
public enum Agreement {
    AGREES,
    DISAGREES,
    UNDECIDED
}
