package io.flowlens.sandbox.network;

import java.util.stream.Stream;

/**
 * Decides about a packet at one interface: security groups nearest the instance, the network ACL at the subnet's edge.
 * Rules alone; what has passed before is the caller's to know. No clock, no state, no threads.
 */
public final class PacketFilter {
    private PacketFilter() {}

    /**
     * The decision on a packet that passes {@code at}.
     *
     * @param tracked whether the packet belongs to a connection that the groups let through before: groups are
     *     stateful, ACLs are not
     */
    public static Decision decide(
            Layout layout, InterfaceConfig at, Direction direction, Packet packet, boolean tracked) {
        boolean groups = tracked || groupsAllow(layout, at, direction, packet);
        boolean acl = aclAllows(layout, at, direction, packet);
        if (groups && acl) {
            return Decision.ACCEPTED;
        }
        boolean groupsFirst = direction == Direction.EGRESS;
        return !groups && (groupsFirst || acl) ? Decision.REJECTED_BY_GROUPS : Decision.REJECTED_BY_ACL;
    }

    /** Whether any rule of any group of the interface allows the packet. */
    public static boolean groupsAllow(Layout layout, InterfaceConfig at, Direction direction, Packet packet) {
        return rules(layout, at, direction).anyMatch(rule -> allows(layout, at, rule, direction, packet));
    }

    /** Whether the subnet's ACL lets the packet through; it is not asked while the packet stays in the subnet. */
    public static boolean aclAllows(Layout layout, InterfaceConfig at, Direction direction, Packet packet) {
        SubnetConfig subnet = layout.subnetOf(at);
        if (subnet.cidr().contains(direction.remote(packet))) {
            return true;
        }
        return layout.acl(subnet.aclId()).entries().stream()
                .filter(entry -> entry.matches(direction, packet))
                .findFirst()
                .map(AclEntry::allow)
                .orElse(false);
    }

    /**
     * Whether the groups keep track of the connection of this packet, which they allow. They do not for TCP and UDP
     * where a rule for every address allows it and another allows every port of every address the other way: then
     * replies are judged by the rules, and taking the rule away cuts the connection.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html">
     *     Security group connection tracking</a>
     */
    public static boolean isTracked(Layout layout, InterfaceConfig at, Direction direction, Packet packet) {
        if (packet.protocol() != Protocol.TCP && packet.protocol() != Protocol.UDP) {
            return true;
        }
        // The packet may begin the connection or be a reply in it: nothing remembers which.
        return !isOpen(layout, at, direction, packet) && !isOpen(layout, at, direction.opposite(), packet.reversed());
    }

    private static boolean isOpen(Layout layout, InterfaceConfig at, Direction direction, Packet packet) {
        Address remote = direction.remote(packet);
        boolean thisWay = rules(layout, at, direction)
                .anyMatch(rule -> isForEverybody(rule, remote) && rule.traffic().matches(packet));
        boolean back = rules(layout, at, direction.opposite())
                .anyMatch(rule -> isForEverybody(rule, remote) && rule.traffic().coversAllPortsOf(packet.protocol()));
        return thisWay && back;
    }

    private static Stream<GroupRule> rules(Layout layout, InterfaceConfig at, Direction direction) {
        return layout.groupsOf(at).flatMap(group -> group.rules(direction).stream());
    }

    private static boolean allows(
            Layout layout, InterfaceConfig at, GroupRule rule, Direction direction, Packet packet) {
        return rule.traffic().matches(packet) && includes(layout, at, rule.peer(), direction.remote(packet));
    }

    private static boolean includes(Layout layout, InterfaceConfig at, Peer peer, Address remote) {
        if (peer instanceof Peer.Blocks blocks) {
            return blocks.cidrs().stream().anyMatch(cidr -> cidr.contains(remote));
        }
        String groupId = ((Peer.Group) peer).groupId();
        return layout.neighbour(at, remote)
                .map(InterfaceConfig::groupIds)
                .filter(groupIds -> groupIds.contains(groupId))
                .isPresent();
    }

    private static boolean isForEverybody(GroupRule rule, Address remote) {
        return rule.peer() instanceof Peer.Blocks blocks
                && blocks.cidrs().stream().anyMatch(cidr -> cidr.isEverything() && cidr.contains(remote));
    }
}
