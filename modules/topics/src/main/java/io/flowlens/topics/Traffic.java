package io.flowlens.topics;

/**
 * What kind of traffic, from where to where.
 *
 * @param direction {@code ingress} or {@code egress}, as the recording interface sees it; null where nobody knows
 * @param protocol {@code icmp}, {@code tcp}, {@code udp}, or the IANA number
 * @param port destination port; null where the protocol has none
 */
public record Traffic(String direction, End source, End destination, String protocol, Integer port) {

    /** The end that is not the recording interface's own; null where nobody knows which. */
    public End peer() {
        if (direction == null) {
            return null;
        }
        return switch (direction) {
            case "ingress" -> source;
            case "egress" -> destination;
            default -> null;
        };
    }

    /** {@code tcp/443}, {@code icmp}. */
    public String service() {
        return port == null ? protocol : protocol + "/" + port;
    }
}
