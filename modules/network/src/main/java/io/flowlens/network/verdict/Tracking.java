package io.flowlens.network.verdict;

/** Whether a flow is the answer to an accepted one. */
public enum Tracking {
    /** No request was seen. */
    NONE,
    /** The request was accepted, and recently enough for groups to remember it. */
    TRACKED,
    /** The request was accepted, and groups have forgotten it since. */
    EXPIRED
}
