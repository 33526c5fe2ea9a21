package io.flowlens.network.verdict;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How well one group rule fits a packet.
 *
 * @param failed what does not fit, as bits; the lower of two sets alike in number is the nearer one
 * @param distance how far off it is, for rules that fail alike
 * @param doubtful when nothing certainly fails, and something cannot be known
 */
record RuleFit(SecurityGroup group, SecurityGroupRule rule, int failed, long distance, boolean doubtful) {

    private static final int PEER = 1;
    private static final int PORT = 2;
    private static final int PROTOCOL = 4;

    /**
     * Nearest first: fewest failures; then a wrong peer before a wrong port before a wrong protocol, since a rule for
     * the right service shows that the service is meant to be reached; then the distance; then the id.
     */
    static final Comparator<RuleFit> NEAREST_FIRST = Comparator.comparingInt(
                    (RuleFit fit) -> Integer.bitCount(fit.failed))
            .thenComparingInt(RuleFit::failed)
            .thenComparingLong(RuleFit::distance)
            .thenComparing(fit -> fit.rule.id());

    /** A reference has no distance in bits: it counts as half an IPv4 address off. */
    private static final int REFERENCE_DISTANCE = 16;

    static RuleFit of(SecurityGroup group, SecurityGroupRule rule, Packet packet, Facts facts) {
        Prediction peer = peerFit(rule.peer(), packet.peer(), facts);
        boolean protocol = rule.traffic().coversProtocol(packet.protocol());
        int failed = (protocol ? 0 : PROTOCOL)
                | (portFits(rule.traffic(), packet, protocol) ? 0 : PORT)
                | (peer == Prediction.DENY ? PEER : 0);
        boolean doubtful =
                failed == 0 && (peer == Prediction.UNKNOWN || rule.traffic().asksForIcmpType());
        return new RuleFit(group, rule, failed, distance(rule, packet, peer), doubtful);
    }

    boolean fits() {
        return failed == 0 && !doubtful;
    }

    NearestMiss asMiss(Packet packet) {
        String reasons = dimensions(packet).stream()
                .map(dimension -> value(dimension, packet))
                .collect(Collectors.joining(" and "));
        String text = rule.label() + " of " + group.id() + " allows " + rule.traffic()
                + (packet.outbound() ? " to " : " from ") + rule.peer() + "; " + reasons
                + (Integer.bitCount(failed) == 1 ? " does not fit" : " do not fit");
        return new NearestMiss(group.id(), rule, dimensions(packet), text);
    }

    /** What cannot be known about a doubtful rule. */
    Note doubt() {
        if (rule.traffic().asksForIcmpType()) {
            return new Note(
                    Note.Kind.ICMP_TYPE_NOT_RECORDED, rule.describe() + "; flow logs do not record the ICMP type");
        }
        var kind = rule.peer() instanceof Peer.Group ? Note.Kind.UNKNOWN_GROUP : Note.Kind.UNKNOWN_PREFIX_LIST;
        return new Note(kind, rule.describe() + ", which the inventory did not hold");
    }

    private List<Dimension> dimensions(Packet packet) {
        var dimensions = new ArrayList<Dimension>(3);
        if ((failed & PROTOCOL) != 0) {
            dimensions.add(Dimension.PROTOCOL);
        }
        if ((failed & PORT) != 0) {
            dimensions.add(Dimension.PORT);
        }
        if ((failed & PEER) != 0) {
            dimensions.add(packet.outbound() ? Dimension.DESTINATION : Dimension.SOURCE);
        }
        return dimensions;
    }

    private static String value(Dimension dimension, Packet packet) {
        return switch (dimension) {
            case PROTOCOL -> "the protocol " + Traffic.protocolName(packet.protocol());
            case PORT -> "the port " + packet.destinationPort();
            case SOURCE -> "the source " + packet.source();
            case DESTINATION -> "the destination " + packet.destination();
        };
    }

    private static Prediction peerFit(Peer peer, IpAddress address, Facts facts) {
        if (peer instanceof Peer.Block block) {
            return block.cidr().contains(address) ? Prediction.ALLOW : Prediction.DENY;
        }
        return facts.reference(peer).covers(address.high(), address.low());
    }

    /** Under another protocol the port still tells how near the rule is: udp 53 is nearer to tcp 53 than icmp is. */
    private static boolean portFits(Traffic traffic, Packet packet, boolean sameProtocol) {
        if (!Traffic.hasPorts(packet.protocol())) {
            return true; // nothing to compare
        }
        return (sameProtocol || Traffic.hasPorts(traffic.protocol())) && traffic.coversPort(packet.destinationPort());
    }

    private static long distance(SecurityGroupRule rule, Packet packet, Prediction peer) {
        long ports = 0;
        if (Traffic.hasPorts(packet.protocol())
                && Traffic.hasPorts(rule.traffic().protocol())) {
            int port = packet.destinationPort();
            ports = Math.max(
                    0,
                    Math.max(rule.traffic().from() - port, port - rule.traffic().to()));
        }
        return peer == Prediction.DENY ? bits(rule.peer(), packet.peer()) << 16 | ports : ports;
    }

    private static long bits(Peer peer, IpAddress address) {
        if (!(peer instanceof Peer.Block block)) {
            return REFERENCE_DISTANCE;
        }
        IpAddress network = block.cidr().network();
        long high = network.high() ^ address.high();
        return high != 0
                ? 128 - Long.numberOfLeadingZeros(high)
                : 64 - Long.numberOfLeadingZeros(network.low() ^ address.low());
    }
}
