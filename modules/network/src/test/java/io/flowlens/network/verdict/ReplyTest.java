package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.ALL_OUT;
import static io.flowlens.network.verdict.Lab.FLOW_START;
import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.detailed;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.flowAt;
import static io.flowlens.network.verdict.Lab.group;
import static io.flowlens.network.verdict.Lab.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups remember connections, ACLs do not (AWS EC2 user guide, "Security group connection tracking"). */
class ReplyTest {

    private static final FlowRecord REQUEST = flow("b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "ACCEPT");

    private final Lab lab = new Lab();

    @Test
    void namesTheEphemeralPortsAnAclForgot() {
        lab.put(group("sg-b", List.of(rule(Traffic.tcp(5432))), List.of()));
        lab.put(acl(
                "acl-2", "subnet-2", entry(100, false, true, Traffic.ALL), entry(100, true, true, Traffic.tcp(443))));
        lab.accepted.add(REQUEST);

        Verdict verdict = lab.judge.judge(reply("REJECT"));

        assertThat(verdict.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo(CauseCode.SUBNET_ACL_RESTRICTION);
            assertThat(cause.text()).contains("ephemeral ports 32768-65535");
        });
        assertThat(verdict.fix().orElseThrow().awsCommands())
                .containsExactly("aws ec2 create-network-acl-entry --network-acl-id acl-2 --egress --rule-number 110"
                        + " --protocol 6 --port-range From=32768,To=65535 --cidr-block 10.0.1.10/32"
                        + " --rule-action allow");
    }

    @Test
    void takesASynAckOfAnOwnMachineForAReply() {
        lab.put(group("sg-b", List.of(), List.of()));
        lab.put(acl("acl-2", "subnet-2"));

        Verdict verdict = lab.judge.judge(
                detailed("b", "10.0.2.10", "10.0.1.10", "5432 50000 6", "REJECT 18 egress 10.0.2.10 10.0.1.10 - -"));

        assertThat(verdict.causes()).extracting(Cause::code).containsExactly(CauseCode.SUBNET_ACL_RESTRICTION);
        assertThat(verdict.has(Note.Kind.REPLY)).isTrue();
    }

    @Test
    void doesNotTrustASynAckFromOutside() {
        Verdict verdict = lab.judge.judge(detailed(
                "b", "203.0.113.9", "10.0.2.10", "443 50000 6", "REJECT 18 ingress 203.0.113.9 10.0.2.10 - -"));

        assertThat(verdict.has(Note.Kind.UNSOLICITED_SYN_ACK)).isTrue();
        assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(verdict.fix()).isEmpty();
    }

    @Test
    void blamesNoRuleWhenARejectedReplyFitsEveryRule() {
        lab.put(inbound("sg-b", Traffic.tcp(5432), "10.0.0.0/8"));
        lab.accepted.add(REQUEST);

        Verdict verdict = lab.judge.judge(reply("REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.NOT_EXPLAINED_BY_RULES);
        assertThat(verdict.certainty()).isEqualTo(Certainty.UNDECIDED);
        assertThat(verdict.notes().get(0).kind()).isEqualTo(Note.Kind.LATE_PACKET);
        assertThat(verdict.fix()).isEmpty();
    }

    @Test
    void doesNotCallTheFirstPacketOfAConnectionLate() {
        lab.put(inbound("sg-b", Traffic.tcp(5432), "10.0.0.0/8"));

        Verdict verdict = lab.judge.judge(
                detailed("b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "REJECT 2 ingress 10.0.1.10 10.0.2.10 - -"));

        assertThat(verdict.notes()).extracting(Note::kind).containsExactly(Note.Kind.INVENTORY_STALE);
    }

    @Test
    void judgesAUdpReplyByTheRulesOnceTheRequestIsForgotten() {
        lab.put(group("sg-b", List.of(rule(Traffic.udp(53))), List.of()));
        lab.accepted.add(flow("b", "10.0.1.10", "10.0.2.10", "50000 53 17", "ACCEPT"));

        Verdict soon = lab.judge.judge(udpReply(FLOW_START + 100));
        Verdict late = lab.judge.judge(udpReply(FLOW_START + 600));

        assertThat(soon.answer()).isEqualTo(Answer.NOT_EXPLAINED_BY_RULES);
        assertThat(late.causes()).extracting(Cause::code).containsExactly(CauseCode.SG_HAS_NO_RULES);
        assertThat(late.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void expectsAnAcceptedReplyThatNoRuleAllows() {
        lab.put(group("sg-b", List.of(rule(Traffic.tcp(5432))), List.of()));

        Prediction unseen = lab.judge.predict(reply("ACCEPT"));
        Verdict possible = lab.judge.judge(reply("ACCEPT"));
        lab.accepted.add(REQUEST);

        assertThat(unseen).isEqualTo(Prediction.UNKNOWN);
        assertThat(possible.answer()).isEqualTo(Answer.EXPECTED);
        assertThat(possible.has(Note.Kind.POSSIBLE_REPLY)).isTrue();
        assertThat(possible.predicted()).isEqualTo(unseen);
        assertThat(lab.judge.predict(reply("ACCEPT"))).isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.judge(reply("ACCEPT")).answer()).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void expectsATrackedConnectionToOutliveItsRule() {
        lab.put(group("sg-b", List.of(rule(Traffic.tcp(5432))), List.of()));
        lab.history.put(group("sg-b", List.of(), List.of()), (FLOW_START - 600) * 1000);

        Verdict verdict = lab.judge.judge(REQUEST);

        assertThat(verdict.predicted()).isEqualTo(Prediction.DENY);
        assertThat(verdict.answer()).isEqualTo(Answer.EXPECTED);
        assertThat(verdict.has(Note.Kind.TRACKED_SINCE_EARLIER_RULE)).isTrue();
    }

    @Test
    void doesNotExpectAConnectionToOutliveAnAclEntry() {
        lab.put(inbound("sg-b", Traffic.tcp(5432), "10.0.0.0/8"));
        lab.history.put(acl("acl-2", "subnet-2"), (FLOW_START - 600) * 1000);

        assertThat(lab.judge.judge(REQUEST).answer()).isEqualTo(Answer.UNEXPECTED);
    }

    @Test
    void blamesTheGroupWhenTheRuleOfAnUntrackedConnectionIsRemoved() {
        SecurityGroupRule anywhere = SecurityGroupRule.of("sgr-any", Traffic.tcp(5432), Peer.cidr("0.0.0.0/0"));
        lab.put(group("sg-b", List.of(anywhere), List.of(ALL_OUT)));
        lab.history.put(group("sg-b", List.of(anywhere), List.of()), (FLOW_START + 600) * 1000);
        lab.accepted.add(REQUEST);

        Verdict verdict =
                lab.judge.judge(flowAt(FLOW_START + 1200, "b", "10.0.2.10", "10.0.1.10", "5432 50000 6", "REJECT"));

        assertThat(verdict.causes()).extracting(Cause::code).containsExactly(CauseCode.SG_HAS_NO_RULES);
    }

    private static FlowRecord reply(String action) {
        return flowAt(FLOW_START + 5, "b", "10.0.2.10", "10.0.1.10", "5432 50000 6", action);
    }

    private static FlowRecord udpReply(long start) {
        return flowAt(start, "b", "10.0.2.10", "10.0.1.10", "53 50000 17", "REJECT");
    }

    private static SecurityGroupRule rule(Traffic traffic) {
        return SecurityGroupRule.of("sgr-in", traffic, Peer.cidr("10.0.1.0/24"));
    }
}
