package io.flowlens.network.verdict;

/** What became of the question why; a closed set, fit for a metric tag. */
public enum Answer {
    /** A reject with its causes. */
    BLOCKED,
    /** A reject that the rules would have let through: the notes rank the usual reasons. */
    NOT_EXPLAINED_BY_RULES,
    /** The record or the inventory cannot decide: the notes hold the candidates. */
    INDETERMINATE,
    /** The interface is not in the inventory at the flow's time. */
    UNKNOWN_INTERFACE,
    /** An accept that the rules allow. */
    ALLOWED,
    /** An accept that the rules alone do not allow, and that the facts explain: a note says how. */
    EXPECTED,
    /** An accept that the rules deny and nothing explains: the inventory is stale or the model wrong. */
    UNEXPECTED,
    /** The record carries no decision: no traffic, skipped records, or a format without an action. */
    NO_DECISION
}
