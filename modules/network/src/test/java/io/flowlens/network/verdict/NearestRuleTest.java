package io.flowlens.network.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flat search against the same order written down rule by rule, over random networks. */
class NearestRuleTest {

    private static final long BUILT = 1_000_000_000_000L;
    private static final Comparator<Candidate> NEAREST_FIRST = Comparator.comparing(
                    (Candidate candidate) -> Integer.bitCount(candidate.failed()))
            .thenComparing(Candidate::failed)
            .thenComparing(Candidate::bits)
            .thenComparing(Candidate::ports)
            .thenComparing(candidate -> candidate.rule().id());

    /** @param bits how far off the peer is, 0 where it fits */
    private record Candidate(SecurityGroup group, SecurityGroupRule rule, int failed, int bits, int ports) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheOneThatComparingThemAllFinds(long firstSeed) {
        int found = 0;
        for (long seed = firstSeed * 100; seed < firstSeed * 100 + 100; seed++) {
            found += compare(seed);
        }
        assertThat(found).as("packets with a nearest rule").isGreaterThan(500);
    }

    private static int compare(long seed) {
        var random = new RandomNetwork(seed);
        var history = new NetworkHistory();
        random.resources().forEach(resource -> history.put(resource, BUILT));
        var policies = new Policies(history, JudgeConfig.DEFAULT.tolerance());
        int found = 0;
        for (int i = 0; i < 50; i++) {
            FlowRecord flow = random.flow(BUILT / 1_000, "REJECT");
            Packet packet = Packet.of(flow, i % 2 == 0);
            Optional<Policy> policy =
                    policies.at(flow.interfaceId(), BUILT, BUILT).policy();
            if (policy.isPresent()) {
                Optional<Candidate> expected = nearest(policy.get().facts(), packet);
                Misfit nearest = policy.get().nearestRule(packet);
                String context = "seed %d, %s".formatted(seed, packet);
                assertThat(nearest == null).as(context).isEqualTo(expected.isEmpty());
                if (nearest != null) {
                    Candidate one = expected.get();
                    assertThat(nearest).as(context).isEqualTo(new Misfit(one.group(), one.rule(), one.failed()));
                    found++;
                }
            }
        }
        return found;
    }

    private static Optional<Candidate> nearest(Facts facts, Packet packet) {
        return facts.groups().stream()
                .flatMap(group ->
                        group.rules(packet.outbound()).stream().map(rule -> candidate(group, rule, packet, facts)))
                .filter(candidate -> candidate.failed() != 0)
                .min(NEAREST_FIRST);
    }

    private static Candidate candidate(SecurityGroup group, SecurityGroupRule rule, Packet packet, Facts facts) {
        Traffic traffic = rule.traffic();
        boolean protocolFits = traffic.protocol() == -1 || traffic.protocol() == packet.protocol();
        boolean bothPorts = Traffic.hasPorts(traffic.protocol()) && Traffic.hasPorts(packet.protocol());
        int port = packet.destinationPort();
        int ports = !bothPorts
                ? 0
                : port < traffic.from() ? traffic.from() - port : port > traffic.to() ? port - traffic.to() : 0;
        boolean portFits = bothPorts ? ports == 0 : protocolFits || !Traffic.hasPorts(packet.protocol());
        boolean peerFails = fails(rule.peer(), packet.peer(), facts);
        int failed =
                (protocolFits ? 0 : Misfit.PROTOCOL) + (portFits ? 0 : Misfit.PORT) + (peerFails ? Misfit.PEER : 0);
        return new Candidate(group, rule, failed, peerFails ? bits(rule.peer(), packet.peer()) : 0, ports);
    }

    private static boolean fails(Peer peer, IpAddress address, Facts facts) {
        return peer instanceof Peer.Block block
                ? !block.cidr().contains(address)
                : facts.reference(peer).covers(address.high(), address.low()) == Prediction.DENY;
    }

    /** From the first bit in which the address differs from the block to the last one. */
    private static int bits(Peer peer, IpAddress address) {
        return peer instanceof Peer.Block block
                ? number(block.cidr().network()).xor(number(address)).bitLength()
                : 16;
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
