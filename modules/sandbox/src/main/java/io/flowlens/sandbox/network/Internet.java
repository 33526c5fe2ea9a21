package io.flowlens.sandbox.network;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies beyond the internet gateway: two public resolvers that answer, and a silent rest. */
final class Internet {
    private static final int DNS = 53;
    private static final int HTTPS = 443;
    private static final Host RESOLVER = new Host(Set.of(DNS, HTTPS), Set.of(DNS));
    private static final Map<Address, Host> HOSTS =
            Map.of(Address.parse("8.8.8.8"), RESOLVER, Address.parse("1.1.1.1"), RESOLVER);

    private Internet() {}

    static boolean has(Address address) {
        return HOSTS.containsKey(address);
    }

    static Optional<Packet> answer(Packet packet) {
        return Optional.ofNullable(HOSTS.get(packet.destination())).flatMap(host -> host.answer(packet));
    }
}
