package io.flowlens.sandbox.network;

import java.util.HashMap;
import java.util.Map;

/**
 * The connections that one interface's security groups let through and still remember. A connection lives until it has
 * been idle for as long as AWS keeps one of its kind; rules that change do not touch it.
 */
final class ConnectionTable {
    private final int capacity;
    private final Map<Connection, Tracking> connections = new HashMap<>();

    ConnectionTable(int capacity) {
        this.capacity = capacity;
    }

    /** Whether the packet belongs to a connection that is still remembered. */
    boolean tracks(Packet packet, long now) {
        return trackingOf(packet, now) != null;
    }

    /** Notes that a packet passed and, if it belongs to no connection yet, begins one; false if there is no room. */
    boolean note(Packet packet, long now) {
        Tracking tracking = trackingOf(packet, now);
        if (tracking == null) {
            if (isFull(now)) {
                return false;
            }
            tracking = new Tracking(packet.protocol());
            connections.put(Connection.begunBy(packet), tracking);
        }
        boolean reply = connections.get(Connection.begunBy(packet)) != tracking;
        tracking.note(packet, reply, now);
        return true;
    }

    int size() {
        return connections.size();
    }

    private boolean isFull(long now) {
        if (connections.size() >= capacity) {
            connections.values().removeIf(tracking -> tracking.isForgotten(now));
        }
        return connections.size() >= capacity;
    }

    private Tracking trackingOf(Packet packet, long now) {
        Tracking begun = alive(Connection.begunBy(packet), now);
        return begun != null ? begun : alive(Connection.answeredBy(packet), now);
    }

    private Tracking alive(Connection connection, long now) {
        Tracking tracking = connections.get(connection);
        if (tracking != null && tracking.isForgotten(now)) {
            connections.remove(connection);
            return null;
        }
        return tracking;
    }
}
