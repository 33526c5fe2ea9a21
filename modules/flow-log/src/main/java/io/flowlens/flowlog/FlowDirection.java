package io.flowlens.flowlog;

/** The way of a flow, seen from the network interface that recorded it. */
public enum FlowDirection {
    INGRESS,
    EGRESS,
    /** The record does not say: no such column, or {@code -}. */
    UNKNOWN
}
