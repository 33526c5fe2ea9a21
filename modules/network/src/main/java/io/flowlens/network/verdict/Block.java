package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;

/** An address block as a network and a mask, IPv4 in the low 32 bits of the IPv4-mapped form. */
record Block(boolean v4, long high, long low, long highMask, long lowMask) {

    private static final int V4_OFFSET = 96;

    static Block of(Cidr cidr) {
        boolean v4 = cidr.network().isV4();
        int bits = cidr.prefixLength() + (v4 ? V4_OFFSET : 0);
        return new Block(
                v4,
                cidr.network().high(),
                cidr.network().low(),
                mask(Math.min(bits, 64)),
                mask(Math.max(bits - 64, 0)));
    }

    /** The block of one address. */
    static Cidr single(IpAddress address) {
        return new Cidr(address, address.isV4() ? 32 : 128);
    }

    static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }
}
