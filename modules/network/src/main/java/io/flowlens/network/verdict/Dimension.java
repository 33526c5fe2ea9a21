package io.flowlens.network.verdict;

/** In what a rule can fail to fit a packet. */
public enum Dimension {
    PROTOCOL,
    PORT,
    /** The peer of inbound traffic. */
    SOURCE,
    /** The peer of outbound traffic. */
    DESTINATION
}
