package io.flowlens.flowlog;

/**
 * A block of addresses. Bits of the address beyond the prefix are set to zero, as the EC2 API does.
 *
 * @param network the first address
 * @param prefixLength the leading bits all addresses share, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record Cidr(IpAddress network, int prefixLength) {

    private static final int V4_OFFSET = 96;

    public Cidr {
        int longest = network.isV4() ? 32 : 128;
        if (prefixLength < 0 || prefixLength > longest) {
            throw new IllegalArgumentException(
                    "prefix length of %s must be 0 to %d, not %d".formatted(network, longest, prefixLength));
        }
        int bits = 128 - longest + prefixLength;
        network = new IpAddress(network.high() & upperMask(bits), network.low() & upperMask(bits - 64));
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        if (slash < 0 || !length.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not a CIDR block: '%s'".formatted(text));
        }
        return new Cidr(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    /** Whether the address, given by its {@link IpAddress} halves, is of the same family and inside. */
    public boolean contains(long high, long low) {
        boolean v4 = network.isV4();
        int bits = v4 ? V4_OFFSET + prefixLength : prefixLength;
        return v4 == IpAddress.isV4(high, low)
                && ((high ^ network.high()) & upperMask(bits)) == 0
                && ((low ^ network.low()) & upperMask(bits - 64)) == 0;
    }

    public boolean contains(IpAddress address) {
        return contains(address.high(), address.low());
    }

    /** The upper bits of a long set: none for 0 or less, all for 64 or more. */
    private static long upperMask(int bits) {
        return bits <= 0 ? 0 : -1L << Math.max(0, 64 - bits);
    }

    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }
}
