package io.flowlens.network;

import io.flowlens.flowlog.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of one interface.
 *
 * @param privateV4 the primary one first: it is the one flow logs show in {@code srcaddr} and {@code dstaddr}
 * @param v6 IPv6 addresses
 * @param publicV4 public and Elastic IP addresses, which neither flow logs nor group references ever match
 */
public record Addresses(List<IpAddress> privateV4, List<IpAddress> v6, List<IpAddress> publicV4) {

    public Addresses {
        privateV4 = List.copyOf(privateV4);
        v6 = List.copyOf(v6);
        publicV4 = List.copyOf(publicV4);
    }

    /** One private IPv4 address and nothing else. */
    public static Addresses of(String privateV4) {
        return new Addresses(List.of(IpAddress.parse(privateV4)), List.of(), List.of());
    }

    /**
     * What a group reference stands for: private IPv4 and IPv6 addresses, never public IPv4 ones (AWS VPC user guide,
     * "Security group rules").
     */
    public List<IpAddress> inside() {
        return joined(privateV4, v6);
    }

    public List<IpAddress> all() {
        return joined(inside(), publicV4);
    }

    public boolean contains(IpAddress address) {
        return privateV4.contains(address) || v6.contains(address) || publicV4.contains(address);
    }

    private static List<IpAddress> joined(List<IpAddress> first, List<IpAddress> second) {
        if (second.isEmpty()) {
            return first;
        }
        var joined = new ArrayList<IpAddress>(first);
        joined.addAll(second);
        return joined;
    }
}
