package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.detailed;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.group;
import static io.flowlens.network.verdict.Lab.inbound;
import static io.flowlens.network.verdict.Lab.machine;
import static io.flowlens.network.verdict.Lab.withAddresses;
import static io.flowlens.network.verdict.Lab.withGroups;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS VPC user guide, "Security group rules", and AWS EC2 user guide, "Security group connection tracking". */
class SecurityGroupTest {

    private static final FlowRecord TO_B = flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT");

    private final Lab lab = new Lab();

    @ParameterizedTest(name = "{0} {1}-{2} against protocol {3} port {4}: {5}")
    @CsvSource({
        "6, 5432, 5432, 6, 5432, ALLOW",
        "6, 5430, 5440, 6, 5440, ALLOW",
        "6, 5430, 5440, 6, 5441, DENY",
        "6, 0, 65535, 6, 65535, ALLOW",
        "6, -1, -1, 6, 1, ALLOW",
        "17, 53, 53, 6, 53, DENY",
        "-1, -1, -1, 6, 5432, ALLOW",
        "-1, -1, -1, 47, 0, ALLOW",
        "47, -1, -1, 47, 0, ALLOW",
        "47, -1, -1, 50, 0, DENY",
        "132, 80, 80, 132, 9999, ALLOW",
        "1, -1, -1, 1, 0, ALLOW",
        "1, 8, -1, 1, 0, UNKNOWN",
        "1, 3, 4, 1, 0, UNKNOWN",
        "58, -1, -1, 1, 0, DENY",
    })
    void asksForProtocolAndDestinationPort(int protocol, int from, int to, int sent, int port, Prediction expected) {
        lab.put(inbound("sg-b", new Traffic(protocol, from, to), "10.0.1.0/24"));

        FlowRecord flow = flow("b", "10.0.1.10", "10.0.2.10", "0 %d %d".formatted(port, sent), "REJECT");

        assertThat(lab.judge.predict(flow)).isEqualTo(expected);
        assertThat(lab.judge.judge(flow).predicted()).isEqualTo(expected);
    }

    @Test
    void letsThroughWhatAnyRuleOfAnyGroupAllows() {
        lab.put(inbound("sg-x", Traffic.tcp(5432), "10.0.1.0/24"));
        lab.put(withGroups(machine("b", "subnet-2", "10.0.2.10"), "sg-b", "sg-x"));

        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.ALLOW);
    }

    @Test
    void namesAllGroupsOfTheInterface() {
        lab.put(inbound("sg-x", Traffic.tcp(22), "10.0.1.0/24"));
        lab.put(withGroups(machine("b", "subnet-2", "10.0.2.10"), "sg-b", "sg-x"));

        Cause cause = lab.judge.judge(TO_B).firstCause().orElseThrow();

        assertThat(cause.code()).isEqualTo(CauseCode.ENI_SG_RULES_MISMATCH);
        assertThat(cause.components()).extracting(Cause.Component::id).containsExactly("sg-b", "sg-x");
        assertThat(cause.nearestMiss().orElseThrow().groupId()).isEqualTo("sg-x");
    }

    @Test
    void takesAGroupReferenceForThePrivateAddressesOfItsMembers() {
        lab.put(group(
                "sg-b", List.of(SecurityGroupRule.of("sgr-1", Traffic.tcp(5432), Peer.group("sg-a"))), List.of()));

        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.predict(flow("b", "10.0.1.20", "10.0.2.10", "40000 5432 6", "REJECT")))
                .isEqualTo(Prediction.DENY);
    }

    @Test
    void takesAGroupThatNamesItselfForItsOwnMembers() {
        lab.put(group(
                "default", List.of(SecurityGroupRule.of("sgr-1", Traffic.ALL, Peer.group("default"))), List.of()));
        lab.put(withGroups(machine("b", "subnet-2", "10.0.2.10"), "default"));

        Prediction stranger = lab.judge.predict(TO_B);
        lab.put(withGroups(machine("a", "subnet-1", "10.0.1.10"), "sg-a", "default"));

        assertThat(stranger).isEqualTo(Prediction.DENY);
        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.ALLOW);
    }

    @Test
    void doesNotDecideWhatAnUnknownPrefixListDecides() {
        lab.put(group(
                "sg-b", List.of(SecurityGroupRule.of("sgr-1", Traffic.tcp(5432), Peer.prefixList("pl-1"))), List.of()));

        Verdict unknown = lab.judge.judge(TO_B);
        lab.put(new PrefixList("pl-1", "", List.of(Cidr.parse("10.0.1.0/24"))));

        assertThat(unknown.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(unknown.has(Note.Kind.UNKNOWN_PREFIX_LIST)).isTrue();
        assertThat(unknown.certainty()).isEqualTo(Certainty.UNDECIDED);
        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.ALLOW);
    }

    @Test
    void keepsIpv6OutOfIpv4Rules() {
        lab.put(withAddresses(machine("b", "subnet-2", "10.0.2.10"), List.of("10.0.2.10"), List.of("2001:db8::b")));
        lab.put(inbound("sg-b", Traffic.tcp(443), "0.0.0.0/0"));
        FlowRecord flow = flow("b", "2001:db8::a", "2001:db8::b", "40000 443 6", "REJECT");

        NearestMiss miss = lab.judge.judge(flow).causes().stream()
                .flatMap(cause -> cause.nearestMiss().stream())
                .findFirst()
                .orElseThrow();
        Prediction beforeRule = lab.judge.predict(flow);
        lab.put(inbound("sg-b", Traffic.tcp(443), "2001:db8::/32"));

        assertThat(beforeRule).isEqualTo(Prediction.DENY);
        assertThat(miss.failed()).containsExactly(Dimension.SOURCE);
        assertThat(lab.judge.judge(flow).causes())
                .extracting(Cause::code)
                .containsOnly(CauseCode.SUBNET_ACL_RESTRICTION);
    }

    @Test
    void doesNotAskGroupsOfAnInterfaceWithoutAny() {
        lab.put(withGroups(machine("b", "subnet-2", "10.0.2.10")));

        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.ALLOW);
    }

    @Test
    void judgesTheAddressInThePacketAndNotThatOfTheHop() {
        lab.put(inbound("sg-b", Traffic.tcp(443), "203.0.113.0/24"));

        assertThat(lab.judge.predict(detailed(
                        "b", "10.0.2.99", "10.0.2.10", "40000 443 6", "REJECT 2 ingress 203.0.113.7 10.0.2.10 - -")))
                .isEqualTo(Prediction.ALLOW);
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({
        // A wrong source before a wrong port before a wrong protocol; one failure before two.
        "tcp 5432 10.0.9.0/24, tcp 5433 10.0.1.0/24, SOURCE",
        "tcp 5433 10.0.1.0/24, udp 5432 10.0.1.0/24, PORT",
        "udp 5432 10.0.1.0/24, tcp 22 10.0.9.0/24, PROTOCOL",
        // Alike in that, the nearer one: by bits of the address, by ports.
        "tcp 5432 10.0.0.0/24, tcp 5432 192.168.0.0/16, SOURCE",
        "tcp 5430 10.0.1.0/24, tcp 22 10.0.1.0/24, PORT",
    })
    void namesTheNearestMiss(String near, String far, Dimension failed) {
        lab.put(group("sg-b", List.of(rule("sgr-z-far", far), rule("sgr-a-near", near)), List.of()));

        NearestMiss miss =
                lab.judge.judge(TO_B).firstCause().orElseThrow().nearestMiss().orElseThrow();

        assertThat(miss.rule().id()).isEqualTo("sgr-a-near");
        assertThat(miss.failed()).containsExactly(failed);
        assertThat(miss.text()).contains("sgr-a-near", "does not fit");
    }

    @Test
    void breaksTiesBetweenMissesByRuleId() {
        lab.put(group(
                "sg-b", List.of(rule("sgr-2", "tcp 22 10.0.1.0/24"), rule("sgr-1", "tcp 22 10.0.1.0/24")), List.of()));

        assertThat(lab.judge
                        .judge(TO_B)
                        .firstCause()
                        .orElseThrow()
                        .nearestMiss()
                        .orElseThrow()
                        .rule()
                        .id())
                .isEqualTo("sgr-1");
    }

    private static SecurityGroupRule rule(String id, String text) {
        String[] words = text.split(" ");
        int port = Integer.parseInt(words[1]);
        return SecurityGroupRule.of(
                id, words[0].equals("tcp") ? Traffic.tcp(port) : Traffic.udp(port), Peer.cidr(words[2]));
    }
}
