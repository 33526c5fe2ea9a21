package io.flowlens.sandbox.network;

/** A block of addresses of one family. */
public record Cidr(Address network, int prefixLength) {
    public Cidr {
        if (prefixLength < 0 || prefixLength > network.bits()) {
            throw new IllegalArgumentException(
                    "prefix length %d of %s is not in 0..%d".formatted(prefixLength, network, network.bits()));
        }
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if the text is no block
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            throw new IllegalArgumentException("not a CIDR block: '" + text + "'");
        }
        return new Cidr(Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(Address address) {
        int hostBits = network.bits() - prefixLength;
        return address.bits() == network.bits()
                && address.value().shiftRight(hostBits).equals(network.value().shiftRight(hostBits));
    }

    /** Whether the block is all of its family: {@code 0.0.0.0/0} or {@code ::/0}. */
    public boolean isEverything() {
        return prefixLength == 0;
    }

    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }
}
