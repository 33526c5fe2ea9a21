package io.flowlens.sandbox.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Takes packets from one interface to another, or through the internet gateway, one at a time: what blocks a packet
 * first drops it, at the interface where it happens. A packet nobody is there to receive is lost in silence.
 */
final class Router {
    private static final int CONNECTIONS_PER_INTERFACE = 65_536;
    private static final int SAME_VPC = 1;
    private static final int INTERNET_GATEWAY = 8;

    private final String region;
    private final LongSupplier clock;
    private final Consumer<Sighting> witness;
    private final Map<String, ConnectionTable> connections = new HashMap<>();
    private volatile Layout layout = Layout.EMPTY;

    /** Where a packet got to; {@code at} is null for the internet. */
    private record Arrival(InterfaceConfig at, Packet packet) {}

    Router(String region, LongSupplier clock, Consumer<Sighting> witness) {
        this.region = region;
        this.clock = clock;
        this.witness = witness;
    }

    /** Read without the lock: flow logs ask for it while packets wait for them. */
    Layout layout() {
        return layout;
    }

    /** Changes the network, from the next packet on. */
    synchronized void change(UnaryOperator<Layout> change) {
        layout = change.apply(layout);
        connections.keySet().removeIf(id -> layout.networkInterface(id).isEmpty());
    }

    /** Sends a packet as the instance behind the interface does; gives the answer, if one made it back. */
    synchronized Optional<Packet> send(String interfaceId, Packet packet) {
        Optional<InterfaceConfig> from = layout.networkInterface(interfaceId);
        if (from.isPresent() && !from.get().privateAddress().equals(packet.source())) {
            throw new IllegalArgumentException("%s sends from %s, not from %s"
                    .formatted(interfaceId, from.get().privateAddress(), packet.source()));
        }
        return from.flatMap(known -> leave(known, packet)).flatMap(this::answer);
    }

    /** Sends a packet from the internet to a public address; gives the answer, if one made it out again. */
    synchronized Optional<Packet> sendFromInternet(Packet packet) {
        return acrossInternet(packet).flatMap(this::answer);
    }

    private Optional<Packet> answer(Arrival arrival) {
        if (arrival.at() == null) {
            return Internet.answer(arrival.packet())
                    .flatMap(this::acrossInternet)
                    .map(Arrival::packet);
        }
        return layout.runningInstance(arrival.at())
                .map(instance -> new Host(instance.listening(), Set.of()))
                .flatMap(host -> host.answer(arrival.packet()))
                .flatMap(answer -> leave(arrival.at(), answer))
                .map(Arrival::packet);
    }

    private Optional<Arrival> leave(InterfaceConfig from, Packet packet) {
        if (!passes(from, Direction.EGRESS, packet)) {
            return Optional.empty();
        }
        if (layout.isLocal(from, packet.destination())) {
            return layout.neighbour(from, packet.destination()).flatMap(to -> enter(to, packet));
        }
        return Optional.ofNullable(from.publicAddress()).map(packet::withSource).flatMap(this::acrossInternet);
    }

    private Optional<Arrival> acrossInternet(Packet packet) {
        InterfaceConfig to = layout.publicAddresses().get(packet.destination());
        return to == null
                ? Optional.of(new Arrival(null, packet))
                : enter(to, packet.withDestination(to.privateAddress()));
    }

    private Optional<Arrival> enter(InterfaceConfig to, Packet packet) {
        return passes(to, Direction.INGRESS, packet) ? Optional.of(new Arrival(to, packet)) : Optional.empty();
    }

    private boolean passes(InterfaceConfig at, Direction direction, Packet packet) {
        if (layout.runningInstance(at).isEmpty()) {
            return false;
        }
        long now = clock.getAsLong();
        ConnectionTable table =
                connections.computeIfAbsent(at.id(), id -> new ConnectionTable(CONNECTIONS_PER_INTERFACE));
        boolean tracked = table.tracks(packet, now);
        Decision decision = PacketFilter.decide(layout, at, direction, packet, tracked);
        if (decision.isAccepted()
                && (tracked || PacketFilter.isTracked(layout, at, direction, packet))
                && !table.note(packet, now)) {
            // AWS too drops what it has no room to track, and logs nothing.
            return false;
        }
        var subject = new Subject(region, layout.subnetOf(at), at);
        witness.accept(new Sighting(subject, direction, decision, packet, trafficPath(at, direction, packet), now));
        return decision.isAccepted();
    }

    private int trafficPath(InterfaceConfig at, Direction direction, Packet packet) {
        if (direction == Direction.INGRESS) {
            return 0;
        }
        return layout.isLocal(at, packet.destination()) ? SAME_VPC : INTERNET_GATEWAY;
    }
}
