package io.flowlens.network.verdict;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the group rule of one direction that comes nearest to letting a packet through: fewest failures; then a wrong peer
 * before a wrong port before a wrong protocol, since a rule for the right service shows that the service is meant to be
 * reached; then the distance; then the id.
 *
 * <p>Every rule is looked at for every packet, so what is asked of them lies in one flat array, in the order of their ids.
 */
final class NearestRule {

    /** Of a block: network, mask, traffic. Of a reference: its index, nothing, traffic. */
    private static final int WORDS = 5;

    private static final int TRAFFIC = 4;

    /** The family of a block, or neither; beside protocol, first and last port in one word. */
    private static final long V4 = 1L << 61;

    private static final long V6 = 1L << 62;

    /** A reference has no distance in bits: it counts as half an IPv4 address off. */
    private static final int REFERENCE_DISTANCE = 16;

    private static final int DISTANCE_BITS = 24;
    private static final int FAILED_BITS = 3;

    private final List<Carried> rules;
    private final List<Reference> references = new ArrayList<>();
    private final long[] words;

    private record Carried(SecurityGroup group, SecurityGroupRule rule) {}

    NearestRule(Facts facts, boolean outbound) {
        rules = facts.groups().stream()
                .flatMap(group -> group.rules(outbound).stream().map(rule -> new Carried(group, rule)))
                .sorted(Comparator.comparing(carried -> carried.rule().id()))
                .toList();
        words = new long[rules.size() * WORDS];
        for (int i = 0; i < rules.size(); i++) {
            write(rules.get(i).rule(), i * WORDS, facts);
        }
    }

    /** Null when no rule certainly fails. */
    Misfit of(Packet packet) {
        int nearest = Integer.MAX_VALUE;
        int at = -1;
        for (int i = 0; i < words.length; i += WORDS) {
            int rank = rank(i, packet.protocol(), packet.destinationPort(), packet.peer());
            if (rank < nearest) {
                nearest = rank;
                at = i;
            }
        }
        if (at < 0) {
            return null;
        }
        Carried found = rules.get(at / WORDS);
        return new Misfit(found.group(), found.rule(), nearest >> DISTANCE_BITS & (1 << FAILED_BITS) - 1);
    }

    /** The nearer the lower; how many fail, which, and the distance in one number. The highest where nothing certainly fails. */
    private int rank(int at, int protocol, int port, IpAddress peer) {
        long traffic = words[at + TRAFFIC];
        int wanted = (short) (traffic >> 32);
        int from = (int) traffic >>> 16;
        int to = (int) traffic & 0xffff;
        boolean hasPort = Traffic.hasPorts(protocol);
        boolean bothPorts = hasPort && Traffic.hasPorts(wanted);
        boolean sameProtocol = wanted == -1 || wanted == protocol;
        // Under another protocol the port still tells how near the rule is: udp 53 is nearer to tcp 53 than icmp is.
        boolean portFits = bothPorts ? from <= port && port <= to : sameProtocol || !hasPort;
        boolean peerFails = fails(at, traffic, peer);
        int failed =
                (sameProtocol ? 0 : Misfit.PROTOCOL) | (portFits ? 0 : Misfit.PORT) | (peerFails ? Misfit.PEER : 0);
        if (failed == 0) {
            return Integer.MAX_VALUE;
        }
        int distance = bothPorts ? Math.max(0, Math.max(from - port, port - to)) : 0;
        if (peerFails) {
            distance |= bits(at, traffic, peer) << 16;
        }
        return (Integer.bitCount(failed) << FAILED_BITS | failed) << DISTANCE_BITS | distance;
    }

    private boolean fails(int at, long traffic, IpAddress peer) {
        long high = peer.high();
        long low = peer.low();
        if ((traffic & (V4 | V6)) == 0) {
            return references.get((int) words[at]).covers(high, low) == Prediction.DENY;
        }
        return (traffic & V4) != 0 != Block.isV4(high, low)
                || (high & words[at + 2]) != words[at]
                || (low & words[at + 3]) != words[at + 1];
    }

    private int bits(int at, long traffic, IpAddress peer) {
        if ((traffic & (V4 | V6)) == 0) {
            return REFERENCE_DISTANCE;
        }
        long high = words[at] ^ peer.high();
        return high != 0
                ? 128 - Long.numberOfLeadingZeros(high)
                : 64 - Long.numberOfLeadingZeros(words[at + 1] ^ peer.low());
    }

    private void write(SecurityGroupRule rule, int at, Facts facts) {
        Traffic wanted = rule.traffic();
        long traffic = (wanted.protocol() & 0xffffL) << 32;
        if (Traffic.hasPorts(wanted.protocol())) {
            traffic |= (long) wanted.from() << 16 | wanted.to();
        }
        if (rule.peer() instanceof Peer.Block peer) {
            Block block = Block.of(peer.cidr());
            words[at] = block.high();
            words[at + 1] = block.low();
            words[at + 2] = block.highMask();
            words[at + 3] = block.lowMask();
            traffic |= block.v4() ? V4 : V6;
        } else {
            words[at] = references.size();
            references.add(facts.reference(rule.peer()));
        }
        words[at + TRAFFIC] = traffic;
    }
}
