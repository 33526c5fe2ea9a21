package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The facts about one interface in a form that answers at once and allocates nothing. For one thread. */
final class Policy {

    private final Facts facts;
    private final RuleTable ingress;
    private final RuleTable egress;
    private final AclTable aclIngress;
    private final AclTable aclEgress;
    private final AddressRanges subnet;
    private final AddressRanges own;
    private final int[] aclPortBounds;
    private final boolean hasGroups;
    private final boolean missesGroups;
    private final boolean missesAcl;
    /** Made when they are first asked for: most interfaces reject in one direction, if at all. */
    private NearestRule nearestIngress;

    private NearestRule nearestEgress;

    Policy(Facts facts) {
        this.facts = facts;
        ingress = new RuleTable(facts.rules(false), facts);
        egress = new RuleTable(facts.rules(true), facts);
        aclIngress = new AclTable(aclEntries(false));
        aclEgress = new AclTable(aclEntries(true));
        aclPortBounds = portBounds();
        List<Cidr> inside = facts.subnet().map(Subnet::cidrs).orElse(List.of());
        subnet = AddressRanges.of(inside);
        own = AddressRanges.of(facts.networkInterface().addresses().all().stream()
                .map(Block::single)
                .toList());
        hasGroups = !facts.networkInterface().groupIds().isEmpty();
        missesGroups = !facts.missingGroups().isEmpty();
        missesAcl = facts.aclGap().isPresent();
    }

    Facts facts() {
        return facts;
    }

    /** What the groups say to a new connection; an interface without groups lets everything through. */
    Prediction groups(boolean outbound, long peerHigh, long peerLow, int protocol, int port) {
        if (!hasGroups) {
            return Prediction.ALLOW;
        }
        Prediction known = (outbound ? egress : ingress).predict(peerHigh, peerLow, protocol, port);
        return known == Prediction.DENY && missesGroups ? Prediction.UNKNOWN : known;
    }

    Prediction groups(Packet packet) {
        IpAddress peer = packet.peer();
        return groups(packet.outbound(), peer.high(), peer.low(), packet.protocol(), packet.destinationPort());
    }

    /** The rule that came nearest to letting the packet through; null when none certainly fails. */
    Misfit nearestRule(Packet packet) {
        if (packet.outbound()) {
            nearestEgress = nearestEgress == null ? new NearestRule(facts, true) : nearestEgress;
            return nearestEgress.of(packet);
        }
        nearestIngress = nearestIngress == null ? new NearestRule(facts, false) : nearestIngress;
        return nearestIngress.of(packet);
    }

    Prediction acl(Packet packet) {
        IpAddress peer = packet.peer();
        return acl(packet.outbound(), peer.high(), peer.low(), packet.protocol(), packet.destinationPort());
    }

    /** Where the ACL is not asked. */
    boolean isInSubnet(IpAddress address) {
        return subnet.contains(address.high(), address.low());
    }

    /** What the ACL says; inside the subnet it is not asked. */
    Prediction acl(boolean outbound, long peerHigh, long peerLow, int protocol, int port) {
        if (subnet.contains(peerHigh, peerLow)) {
            return Prediction.ALLOW;
        }
        if (missesAcl) {
            return Prediction.UNKNOWN;
        }
        return (outbound ? aclEgress : aclIngress).predict(peerHigh, peerLow, protocol, port);
    }

    /** Which way a packet went, by the end that is this interface's own. */
    FlowDirection direction(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        boolean sent = own.contains(sourceHigh, sourceLow);
        boolean received = own.contains(destinationHigh, destinationLow);
        if (sent == received) {
            return FlowDirection.UNKNOWN;
        }
        return sent ? FlowDirection.EGRESS : FlowDirection.INGRESS;
    }

    /** The same number for ports that no entry of the ACL tells apart. */
    int aclPortClass(int port) {
        int below = 0;
        while (below < aclPortBounds.length && aclPortBounds[below] <= port) {
            below++;
        }
        return below;
    }

    private int[] portBounds() {
        return Stream.concat(aclEntries(false).stream(), aclEntries(true).stream())
                .map(AclEntry::traffic)
                .filter(traffic -> Traffic.hasPorts(traffic.protocol()))
                .flatMapToInt(traffic -> IntStream.of(traffic.from(), traffic.to() + 1))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Empty where the ACL is not known, too. */
    List<AclEntry> aclEntries(boolean outbound) {
        return facts.acl().map((NetworkAcl acl) -> acl.entries(outbound)).orElse(List.of());
    }
}
