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

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Peer;
import io.flowlens.network.PlannedChange;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change does to flows, to their answers, and to what cannot be known. */
class ChangeJudgeTest {

    private static final FlowRecord REQUEST = flow("b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "ACCEPT");
    private static final FlowRecord ANSWER = flow("b", "10.0.2.10", "10.0.1.10", "5432 50000 6", "ACCEPT");
    private static final FlowRecord REFUSED = flow("b", "10.0.1.10", "10.0.2.10", "50000 22 6", "REJECT");

    private final Lab lab = new Lab();
    private final List<Edit> edits = new ArrayList<>();

    @BeforeEach
    void open() {
        lab.put(inbound("sg-b", Traffic.tcp(5432), "10.0.0.0/16"));
    }

    @Test
    void rejectsWhatARemovedRuleLetIn() {
        remove("sg-b", false, rule("sgr-sg-b", Traffic.tcp(5432), "10.0.0.0/16"));

        ChangedFlow changed = judge().explain(REQUEST).orElseThrow();

        assertThat(changed.effect()).isEqualTo(Effect.NEWLY_REJECTED);
        assertThat(changed.source().name()).isEqualTo("machine-a");
        assertThat(changed.grounds()).singleElement().satisfies(ground -> {
            assertThat(ground.code()).isEqualTo(CauseCode.SG_HAS_NO_RULES);
            assertThat(ground.rule()).isEqualTo("sgr-sg-b");
            assertThat(ground.text())
                    .isEqualTo("no rule fits any more; so far sgr-sg-b allows tcp 5432 with 10.0.0.0/16"
                            + " (sg-b (sg-b-name))");
        });
    }

    @Test
    void acceptsWhatAnAddedRuleLetsIn() {
        add("sg-b", false, rule("", Traffic.tcp(22), "10.0.1.10/32"));

        ChangedFlow changed = judge().explain(REFUSED).orElseThrow();

        assertThat(changed.effect()).isEqualTo(Effect.NEWLY_ACCEPTED);
        assertThat(changed.grounds())
                .extracting(Ground::text)
                .containsExactly("a rule allows tcp 22 with 10.0.1.10/32 (sg-b (sg-b-name))");
    }

    @Test
    void staysAsItIsWhereAnotherRuleLetsItIn() {
        lab.put(group(
                "sg-b",
                List.of(rule("sgr-1", Traffic.tcp(5432), "10.0.0.0/16"), rule("sgr-2", Traffic.ALL, "10.0.1.0/24")),
                List.of(ALL_OUT)));
        remove("sg-b", false, rule("sgr-1", Traffic.tcp(5432), "10.0.0.0/16"));

        assertThat(judge().effect(REQUEST)).isEqualTo(Effect.UNCHANGED);
        assertThat(judge().effect(flow("a", "10.0.1.10", "10.0.2.10", "50000 5432 6", "ACCEPT")))
                .isEqualTo(Effect.UNTOUCHED);
    }

    @Test
    void staysRejectedWhereTheAclDeniesItToo() {
        lab.put(acl("acl-2", "subnet-2", entry(100, false, true, Traffic.tcp(5432))));
        add("sg-b", false, rule("", Traffic.tcp(22), "10.0.1.10/32"));

        assertThat(judge().effect(REFUSED)).isEqualTo(Effect.UNCHANGED);
    }

    @Test
    void letsTheAnswerOfAnAcceptedRequestThroughWhateverGroupRuleGoes() {
        lab.accepted.add(REQUEST);
        remove("sg-b", true, ALL_OUT);

        assertThat(judge().effect(ANSWER)).isEqualTo(Effect.UNCHANGED);
    }

    @Test
    void countsTheAnswerOfALostRequestApart() {
        lab.accepted.add(REQUEST);
        remove("sg-b", false, rule("sgr-sg-b", Traffic.tcp(5432), "10.0.0.0/16"));

        assertThat(judge().effect(ANSWER)).isEqualTo(Effect.UNANSWERED);
        assertThat(judge().effect(detailed(
                        "b", "10.0.2.10", "10.0.1.10", "5432 50000 6", "ACCEPT 18 egress 10.0.2.10 10.0.1.10 - -")))
                .isEqualTo(Effect.UNANSWERED);
    }

    @Test
    void tracksConnectionsThatWereUntrackedByARuleThatGoes() {
        lab.put(inbound("sg-b", Traffic.tcp(5432), "0.0.0.0/0"));
        lab.accepted.add(REQUEST);
        remove("sg-b", true, ALL_OUT);
        assertThat(judge().effect(ANSWER)).isEqualTo(Effect.UNCHANGED);

        add("sg-b", true, rule("", Traffic.tcp(0, 65_535), "0.0.0.0/0"));
        assertThat(judge().effect(ANSWER)).isEqualTo(Effect.UNCHANGED);
    }

    @Test
    void asksAclsAboutAnswersToo() {
        lab.accepted.add(REQUEST);
        add("acl-2", entry(50, true, false, Traffic.tcp(32_768, 65_535)));

        ChangedFlow changed = judge().explain(ANSWER).orElseThrow();

        assertThat(judge().effect(REQUEST)).isEqualTo(Effect.UNCHANGED);
        assertThat(changed.effect()).isEqualTo(Effect.NEWLY_REJECTED);
        assertThat(changed.reply()).isTrue();
        assertThat(changed.grounds())
                .extracting(Ground::text)
                .containsExactly("outbound entry 50 denies tcp 32768-65535 to 0.0.0.0/0 (acl-2)");
    }

    @Test
    void asksNoAclWithinTheSubnet() {
        lab.put(inbound("sg-n", Traffic.tcp(5432), "10.0.0.0/16"));
        add("acl-1", entry(50, false, false, Traffic.ALL));

        assertThat(judge().effect(flow("n", "10.0.1.10", "10.0.1.20", "50000 5432 6", "ACCEPT")))
                .isEqualTo(Effect.UNCHANGED);
    }

    @Test
    void leavesOpenWhatMayAnswerARequestThatNobodySaw() {
        lab.put(inbound("sg-a", Traffic.ALL, "10.0.2.0/24"));
        remove("sg-a", false, rule("sgr-sg-a", Traffic.ALL, "10.0.2.0/24"));

        assertThat(judge().effect(flow("a", "10.0.2.10", "10.0.1.10", "5432 50000 6", "ACCEPT")))
                .isEqualTo(Effect.UNKNOWN);
        assertThat(judge().effect(flow("a", "10.0.2.10", "10.0.1.10", "50000 8080 6", "ACCEPT")))
                .isEqualTo(Effect.NEWLY_REJECTED);
        assertThat(judge().effect(detailed(
                        "a", "10.0.2.10", "10.0.1.10", "5432 50000 6", "ACCEPT 2 ingress 10.0.2.10 10.0.1.10 - -")))
                .isEqualTo(Effect.NEWLY_REJECTED);
    }

    @Test
    void blamesNoChangeForWhatTheRulesNeverExplained() {
        remove("sg-b", false, rule("sgr-sg-b", Traffic.tcp(5432), "10.0.0.0/16"));
        add("sg-b", false, rule("", Traffic.tcp(22), "10.0.1.10/32"));

        assertThat(judge().effect(flow("b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "REJECT")))
                .isEqualTo(Effect.DISAGREES);
        assertThat(judge().effect(flow("b", "10.0.1.10", "10.0.2.10", "50000 22 6", "ACCEPT")))
                .isEqualTo(Effect.DISAGREES);
        assertThat(judge().effect(flow("none", "10.0.1.10", "10.0.2.10", "50000 22 6", "ACCEPT")))
                .isEqualTo(Effect.UNKNOWN_INTERFACE);
    }

    @Test
    void changesNothingThatAwsRefusesForAReasonOfItsOwn() {
        add("sg-b", false, rule("", Traffic.tcp(22), "10.0.1.10/32"));

        assertThat(judge().effect(detailed(
                        "b", "10.0.1.10", "10.0.2.10", "50000 22 6", "REJECT 2 ingress 10.0.1.10 10.0.2.10 BPA -")))
                .isEqualTo(Effect.UNCHANGED);
    }

    @Test
    void doesNotKnowWhatARuleForAnUnknownPrefixListLetsIn() {
        add("sg-b", false, SecurityGroupRule.of("", Traffic.tcp(22), Peer.prefixList("pl-none")));

        assertThat(judge().effect(REFUSED)).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void doesNotTakeTheUnknownForTheSame() {
        SecurityGroupRule ping = rule("sgr-1", new Traffic(Traffic.ICMP, 8, -1), "10.0.0.0/16");
        lab.put(group(
                "sg-b", List.of(ping, rule("sgr-2", new Traffic(Traffic.ICMP, 3, -1), "10.0.0.0/16")), List.of()));
        FlowRecord icmp = flow("b", "10.0.1.10", "10.0.2.10", "0 0 1", "ACCEPT");

        add("sg-b", false, rule("", Traffic.tcp(22), "10.0.1.10/32"));
        assertThat(judge().effect(icmp)).isEqualTo(Effect.UNCHANGED);
        remove("sg-b", false, ping);
        assertThat(judge().effect(icmp)).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void judgesEachFlowAsOfItsTime() {
        lab.history.put(group("sg-b", List.of(), List.of(ALL_OUT)), (FLOW_START + 7_200) * 1_000);
        remove("sg-b", false, rule("sgr-sg-b", Traffic.tcp(5432), "10.0.0.0/16"));

        assertThat(judge().effect(REQUEST)).isEqualTo(Effect.NEWLY_REJECTED);
        assertThat(judge().effect(flowAt(FLOW_START + 9_000, "b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "REJECT")))
                .isEqualTo(Effect.UNTOUCHED);
        // Close to the change only the state that explains the log counts.
        assertThat(judge().effect(flowAt(FLOW_START + 7_180, "b", "10.0.1.10", "10.0.2.10", "50000 5432 6", "ACCEPT")))
                .isIn(Effect.NEWLY_REJECTED, Effect.UNKNOWN);
    }

    private ChangeJudge judge() {
        return new ChangeJudge(
                lab.history, new PlannedChange(edits).in(lab.history), lab.accepted, JudgeConfig.DEFAULT);
    }

    private void remove(String groupId, boolean outbound, SecurityGroupRule rule) {
        edits.add(new Edit(groupId, new RuleChange(false, outbound, rule)));
    }

    private void add(String groupId, boolean outbound, SecurityGroupRule rule) {
        edits.add(new Edit(groupId, new RuleChange(true, outbound, rule)));
    }

    private void add(String aclId, AclEntry entry) {
        edits.add(new Edit(aclId, new RuleChange(true, entry.egress(), entry)));
    }

    private static SecurityGroupRule rule(String id, Traffic traffic, String cidr) {
        return SecurityGroupRule.of(id, traffic, new Peer.Block(Cidr.parse(cidr)));
    }
}
