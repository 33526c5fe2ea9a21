package io.flowlens.sandbox.network;

import java.util.List;

/** The other side that a security group rule allows. */
public sealed interface Peer {
    /** Addresses: one CIDR block, or all those of a prefix list. */
    record Blocks(List<Cidr> cidrs) implements Peer {
        public Blocks {
            cidrs = List.copyOf(cidrs);
        }
    }

    /** The private addresses of the interfaces in the same VPC that carry a security group. */
    record Group(String groupId) implements Peer {}

    /** One block, as {@code 10.0.0.0/8}. */
    static Peer cidr(String text) {
        return new Blocks(List.of(Cidr.parse(text)));
    }

    static Peer group(String groupId) {
        return new Group(groupId);
    }
}
