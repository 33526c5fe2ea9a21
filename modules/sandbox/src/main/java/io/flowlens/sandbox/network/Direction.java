package io.flowlens.sandbox.network;

import java.util.Locale;

/** Which way a packet passes an interface, as the interface sees it. */
public enum Direction {
    INGRESS,
    EGRESS;

    Direction opposite() {
        return this == INGRESS ? EGRESS : INGRESS;
    }

    /** The end of the packet that is not the interface. */
    Address remote(Packet packet) {
        return this == INGRESS ? packet.source() : packet.destination();
    }

    String awsName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
