package io.flowlens.sandbox.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IP address: its value as an unsigned number of {@code bits} bits, 32 for IPv4 and 128 for IPv6.
 */
public record Address(BigInteger value, int bits) implements Comparable<Address> {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    public Address {
        if (bits != 32 && bits != 128 || value.signum() < 0 || value.bitLength() > bits) {
            throw new IllegalArgumentException("not an address of 32 or 128 bits: " + value + " in " + bits + " bits");
        }
    }

    /**
     * Reads an address as written; never asks a name server.
     *
     * @throws IllegalArgumentException if the text is no IPv4 or IPv6 address
     */
    public static Address parse(String text) {
        if (V4.matcher(text).matches()) {
            return parseV4(text);
        }
        if (V6.matcher(text).matches()) {
            return parseV6(text);
        }
        throw new IllegalArgumentException("not an IP address: '" + text + "'");
    }

    private static Address parseV4(String text) {
        var value = BigInteger.ZERO;
        for (String octet : text.split("\\.")) {
            if (Integer.parseInt(octet) > 255) {
                throw new IllegalArgumentException("not an IP address: '" + text + "'");
            }
            value = value.shiftLeft(8).or(new BigInteger(octet));
        }
        return new Address(value, 32);
    }

    private static Address parseV6(String text) {
        try {
            // A text with a colon is only ever taken as a literal, so this cannot reach a resolver.
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return new Address(new BigInteger(1, bytes), bytes.length * 8);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: '" + text + "'", e);
        }
    }

    public boolean isV4() {
        return bits == 32;
    }

    /** The address this many places further on. */
    public Address plus(long places) {
        return new Address(value.add(BigInteger.valueOf(places)), bits);
    }

    @Override
    public int compareTo(Address other) {
        return bits == other.bits ? value.compareTo(other.value) : Integer.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        return isV4() ? dotted() : AddressText.v6(value);
    }

    private String dotted() {
        int number = value.intValue();
        return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }
}
