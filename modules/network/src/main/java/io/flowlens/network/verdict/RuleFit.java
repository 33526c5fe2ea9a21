package io.flowlens.network.verdict;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How well one group rule fits a packet.
 *
 * @param failed what does not fit
 * @param distance how far off it is, for rules that fail alike
 * @param doubt set when nothing certainly fails, and something cannot be known
 */
record RuleFit(
        SecurityGroup group, SecurityGroupRule rule, List<Dimension> failed, long distance, Optional<Note> doubt) {

    /**
     * Nearest first: fewest failures; then a wrong peer before a wrong port before a wrong protocol, since a rule for
     * the right service shows that the service is meant to be reached; then the distance; then the id.
     */
    static final Comparator<RuleFit> NEAREST_FIRST = Comparator.comparingInt((RuleFit fit) -> fit.failed.size())
            .thenComparingInt(RuleFit::weight)
            .thenComparingLong(RuleFit::distance)
            .thenComparing(fit -> fit.rule.id());

    /** A reference has no distance in bits: it counts as half an IPv4 address off. */
    private static final int REFERENCE_DISTANCE = 16;

    static RuleFit of(SecurityGroup group, SecurityGroupRule rule, Packet packet, Facts facts) {
        Prediction peer = peerFit(rule.peer(), packet.peer(), facts);
        var failed = new ArrayList<Dimension>(3);
        boolean protocol = rule.traffic().coversProtocol(packet.protocol());
        if (!protocol) {
            failed.add(Dimension.PROTOCOL);
        }
        if (!portFits(rule.traffic(), packet, protocol)) {
            failed.add(Dimension.PORT);
        }
        if (peer == Prediction.DENY) {
            failed.add(packet.outbound() ? Dimension.DESTINATION : Dimension.SOURCE);
        }
        Optional<Note> doubt = failed.isEmpty() ? doubt(rule, peer) : Optional.empty();
        return new RuleFit(group, rule, List.copyOf(failed), distance(rule, packet, peer), doubt);
    }

    boolean fits() {
        return failed.isEmpty() && doubt.isEmpty();
    }

    NearestMiss asMiss(Packet packet) {
        List<String> reasons = failed.stream()
                .map(dimension -> switch (dimension) {
                    case PROTOCOL -> "the protocol " + Traffic.protocolName(packet.protocol());
                    case PORT -> "the port " + packet.destinationPort();
                    case SOURCE -> "the source " + packet.source();
                    case DESTINATION -> "the destination " + packet.destination();
                })
                .toList();
        String text = "%s of %s allows %s %s %s; %s %s not fit"
                .formatted(
                        rule.id(),
                        group.id(),
                        rule.traffic(),
                        packet.outbound() ? "to" : "from",
                        rule.peer(),
                        String.join(" and ", reasons),
                        reasons.size() == 1 ? "does" : "do");
        return new NearestMiss(group.id(), rule, failed, text);
    }

    private int weight() {
        return failed.stream()
                .mapToInt(dimension -> dimension == Dimension.PROTOCOL ? 4 : dimension == Dimension.PORT ? 2 : 1)
                .sum();
    }

    private static Prediction peerFit(Peer peer, IpAddress address, Facts facts) {
        if (peer instanceof Peer.Block block) {
            return block.cidr().contains(address) ? Prediction.ALLOW : Prediction.DENY;
        }
        return facts.reference(peer).covers(address.high(), address.low());
    }

    /** Under another protocol the port still tells how near the rule is: udp 53 is nearer to tcp 53 than icmp is. */
    private static boolean portFits(Traffic traffic, Packet packet, boolean sameProtocol) {
        if (sameProtocol) {
            return traffic.coversPort(packet.destinationPort());
        }
        return Traffic.hasPorts(traffic.protocol())
                && Traffic.hasPorts(packet.protocol())
                && traffic.coversPort(packet.destinationPort());
    }

    private static Optional<Note> doubt(SecurityGroupRule rule, Prediction peer) {
        if (rule.traffic().asksForIcmpType()) {
            return Optional.of(new Note(
                    Note.Kind.ICMP_TYPE_NOT_RECORDED,
                    "%s; flow logs do not record the ICMP type".formatted(rule.describe())));
        }
        if (peer != Prediction.UNKNOWN) {
            return Optional.empty();
        }
        var kind = rule.peer() instanceof Peer.Group ? Note.Kind.UNKNOWN_GROUP : Note.Kind.UNKNOWN_PREFIX_LIST;
        return Optional.of(new Note(kind, "%s, which the inventory did not hold".formatted(rule.describe())));
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
