package io.flowlens.network.verdict;

import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;

/**
 * Connections that groups do not remember: let in by a rule for everywhere, with a rule for everything back. Their
 * replies are judged by the rules, so that removing one cuts them at once (AWS EC2 user guide, "Security group
 * connection tracking", untracked connections).
 */
final class Untracked {

    private static final Traffic EVERY_PORT = Traffic.everyPortOf(Traffic.TCP);

    private Untracked() {}

    /** Whether the connection of this reply was such a one under these facts. */
    static boolean connection(Facts facts, Packet reply) {
        Packet request = reply.reply();
        return Traffic.hasPorts(reply.protocol())
                && facts.rules(request.outbound()).stream()
                        .anyMatch(rule ->
                                isEverywhere(rule, request) && rule.traffic().coversPort(request.destinationPort()))
                && facts.rules(reply.outbound()).stream()
                        .anyMatch(rule -> isEverywhere(rule, reply) && coversEveryPort(rule.traffic()));
    }

    private static boolean isEverywhere(SecurityGroupRule rule, Packet packet) {
        return rule.traffic().coversProtocol(packet.protocol())
                && rule.peer() instanceof Peer.Block block
                && block.cidr().prefixLength() == 0
                && block.cidr().contains(packet.peer());
    }

    private static boolean coversEveryPort(Traffic traffic) {
        return traffic.protocol() == -1 || (traffic.from() == EVERY_PORT.from() && traffic.to() == EVERY_PORT.to());
    }
}
