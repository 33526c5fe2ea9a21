package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;

/** The other side a security group rule admits: source of inbound, destination of outbound traffic. */
public sealed interface Peer {

    static Peer cidr(String text) {
        return new Block(Cidr.parse(text));
    }

    static Peer group(String groupId) {
        return new Group(groupId);
    }

    static Peer prefixList(String prefixListId) {
        return new Prefixes(prefixListId);
    }

    /** An address block. */
    record Block(Cidr cidr) implements Peer {
        public Block {
            requireNonNull(cidr, "cidr");
        }

        @Override
        public String toString() {
            return cidr.toString();
        }
    }

    /** The private addresses of the interfaces that carry a security group. */
    record Group(String groupId) implements Peer {
        public Group {
            requireNonNull(groupId, "groupId");
        }

        @Override
        public String toString() {
            return groupId;
        }
    }

    /** The address blocks of a prefix list. */
    record Prefixes(String prefixListId) implements Peer {
        public Prefixes {
            requireNonNull(prefixListId, "prefixListId");
        }

        @Override
        public String toString() {
            return prefixListId;
        }
    }
}
