package io.flowlens.sandbox.network;

/** One flow of one window, added up packet by packet. */
final class Flow {
    private final Key key;
    private final int trafficPath;
    private final long firstMillis;
    private long lastMillis;
    private long packets;
    private long bytes;
    private int tcpFlags;

    /** What AWS adds packets up by: the 5-tuple, its direction and what became of it. ICMP has ports 0. */
    record Key(
            Direction direction,
            boolean accepted,
            int protocol,
            Address source,
            Address destination,
            int sourcePort,
            int destinationPort) {
        static Key of(Sighting sighting) {
            Packet packet = sighting.packet();
            return new Key(
                    sighting.direction(),
                    sighting.decision().isAccepted(),
                    packet.protocol(),
                    packet.source(),
                    packet.destination(),
                    packet.sourcePort(),
                    packet.destinationPort());
        }
    }

    Flow(Key key, int trafficPath, long firstMillis) {
        this.key = key;
        this.trafficPath = trafficPath;
        this.firstMillis = firstMillis;
    }

    void add(Packet packet, long now) {
        lastMillis = Math.max(firstMillis, now);
        packets++;
        bytes += packet.bytes();
        tcpFlags |= logged(packet.tcpFlags());
    }

    /** Flow logs show FIN, SYN and RST, and an ACK only where it answers a SYN. */
    private static int logged(int flags) {
        int shown = flags & (Packet.FIN | Packet.SYN | Packet.RST);
        return (flags & Packet.SYN) != 0 ? shown | flags & Packet.ACK : shown;
    }

    Key key() {
        return key;
    }

    int trafficPath() {
        return trafficPath;
    }

    long startSeconds() {
        return firstMillis / 1000;
    }

    long endSeconds() {
        return lastMillis / 1000;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    int tcpFlags() {
        return tcpFlags;
    }
}
