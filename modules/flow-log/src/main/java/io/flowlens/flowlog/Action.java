package io.flowlens.flowlog;

/** What AWS did with the packets of a flow. */
public enum Action {
    ACCEPT,
    /** Not allowed by the security groups or the network ACLs, or arrived after the connection was closed. */
    REJECT,
    /** The record does not say: no such column, or {@code -}. */
    NONE
}
