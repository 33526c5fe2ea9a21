package io.flowlens.sandbox.network;

/**
 * One entry of a network ACL.
 *
 * @param number its place: 1 to 32766, and 32767 for the one AWS prints as {@code *}
 * @param cidr the remote side: sources of an inbound entry, destinations of an outbound one
 */
public record AclEntry(int number, boolean egress, boolean allow, Traffic traffic, Cidr cidr) {
    boolean matches(Direction direction, Packet packet) {
        return egress == (direction == Direction.EGRESS)
                && traffic.matches(packet)
                && cidr.contains(direction.remote(packet));
    }
}
