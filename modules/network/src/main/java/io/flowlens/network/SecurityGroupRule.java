package io.flowlens.network;

import static java.util.Objects.requireNonNull;

/** One rule of a security group: it allows, and there is no other kind. */
public record SecurityGroupRule(String id, Traffic traffic, Peer peer, String description) implements Rule {

    public SecurityGroupRule {
        requireNonNull(id, "id");
        requireNonNull(traffic, "traffic");
        requireNonNull(peer, "peer");
        requireNonNull(description, "description");
    }

    public static SecurityGroupRule of(String id, Traffic traffic, Peer peer) {
        return new SecurityGroupRule(id, traffic, peer, "");
    }

    /** The id, or words for it: AWS prints a group's rules without ids beside the group. */
    public String label() {
        return id.isEmpty() ? "a rule" : id;
    }

    @Override
    public String describe() {
        return "%s allows %s with %s".formatted(label(), traffic, peer);
    }

    /** Whether AWS takes both for one: they have one id, or where one has none, allow the same. */
    boolean isSameAs(SecurityGroupRule other) {
        return id.isEmpty() || other.id.isEmpty()
                ? traffic.equals(other.traffic) && peer.equals(other.peer)
                : id.equals(other.id);
    }
}
