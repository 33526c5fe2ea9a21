package io.flowlens.network.verdict;

import io.flowlens.network.Traffic;

/**
 * Rules are kept apart by protocol, each with the one number it is asked for beside the address: the destination port,
 * nothing for ICMP, and the protocol itself for all the others.
 */
final class Protocols {

    static final int SLOTS = 5;

    private static final int OTHERS = 4;

    private Protocols() {}

    static int slot(int protocol) {
        return switch (protocol) {
            case Traffic.TCP -> 0;
            case Traffic.UDP -> 1;
            case Traffic.ICMP -> 2;
            case Traffic.ICMPV6 -> 3;
            default -> OTHERS;
        };
    }

    static int key(int protocol, int port) {
        int slot = slot(protocol);
        return slot < 2 ? port : slot == OTHERS ? protocol : 0;
    }

    static boolean covers(Traffic traffic, int slot) {
        return traffic.protocol() == -1 || slot(traffic.protocol()) == slot;
    }

    /** The keys a rule admits in a slot, both ends of the range in one int. */
    static int keys(Traffic traffic) {
        if (Traffic.hasPorts(traffic.protocol())) {
            return range(traffic.from(), traffic.to());
        }
        return traffic.protocol() == -1 ? range(0, 0xffff) : otherKeys(traffic.protocol());
    }

    static boolean admits(int keys, int key) {
        return key >= keys >>> 16 && key <= (keys & 0xffff);
    }

    private static int otherKeys(int protocol) {
        return slot(protocol) == OTHERS ? range(protocol, protocol) : range(0, 0);
    }

    private static int range(int from, int to) {
        return from << 16 | to;
    }
}
