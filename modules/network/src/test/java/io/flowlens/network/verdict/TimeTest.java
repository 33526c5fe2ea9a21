package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.BUILT;
import static io.flowlens.network.verdict.Lab.FLOW_START;
import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.flowAt;
import static io.flowlens.network.verdict.Lab.group;
import static io.flowlens.network.verdict.Lab.inbound;
import static io.flowlens.network.verdict.Lab.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A flow is judged by the rules of its own time, not by those of the moment somebody looks. */
class TimeTest {

    private static final long FLOW = FLOW_START * 1000;
    private static final long HOUR = 3_600_000;
    private static final SecurityGroup OPEN = inbound("sg-b", Traffic.tcp(5432), "10.0.1.0/24");
    private static final SecurityGroup CLOSED = group("sg-b", List.of(), List.of());

    private final Lab lab = new Lab();

    @Test
    void namesTheOldRuleAfterItWasFixed() {
        lab.history.put(OPEN, FLOW + HOUR);

        Verdict verdict = lab.judge.judge(toB("REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(verdict.change()).isEmpty();
        assertThat(lab.judge.predict(flowAt(FLOW_START + 7200, "b", "10.0.1.10", "10.0.2.10", "1 5432 6", "ACCEPT")))
                .isEqualTo(Prediction.ALLOW);
    }

    @Test
    void triesBothStatesWhenTheRulesChangeInTheWindow() {
        lab.history.put(OPEN, FLOW + 30_000);

        Verdict rejected = lab.judge.judge(toB("REJECT"));
        Verdict accepted = lab.judge.judge(toB("ACCEPT"));

        assertThat(rejected.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(rejected.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(rejected.has(Note.Kind.RULES_CHANGED_IN_WINDOW)).isTrue();
        assertThat(rejected.change()).hasValueSatisfying(change -> {
            assertThat(change.before()).isEqualTo(Prediction.DENY);
            assertThat(change.after()).isEqualTo(Prediction.ALLOW);
            assertThat(change.changes())
                    .singleElement()
                    .satisfies(one -> assertThat(one.id()).isEqualTo("sg-b"));
        });
        assertThat(accepted.answer()).isEqualTo(Answer.ALLOWED);
        assertThat(accepted.certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** AWS VPC user guide, "Flow log records": start and end may be up to 60 seconds after the packet. */
    @Test
    void triesTheStateThatEndedShortlyBeforeTheWindow() {
        lab.history.put(OPEN, FLOW - 30_000);

        Verdict verdict = lab.judge.judge(toB("REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.has(Note.Kind.RULES_CHANGED_NEAR_WINDOW)).isTrue();
    }

    @Test
    void saysNothingOfAChangeThatMakesNoDifference() {
        lab.history.put(inbound("sg-b", Traffic.tcp(22), "10.0.1.0/24"), FLOW + 30_000);
        lab.history.put(acl("acl-1", "subnet-1"), FLOW + 30_000);

        Verdict verdict = lab.judge.judge(toB("REJECT"));

        assertThat(verdict.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(verdict.change()).isEmpty();
    }

    @Test
    void callsAFlowShortlyBeforeTheInventoryLikely() {
        Verdict verdict =
                lab.judge.judge(flowAt(BUILT / 1000 - 300, "b", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(verdict.has(Note.Kind.FIRST_STATE_ASSUMED)).isTrue();
    }

    @Test
    void doesNotGuessAboutTheTimeBeforeTheInventory() {
        Verdict verdict =
                lab.judge.judge(flowAt(BUILT / 1000 - 3600, "b", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(verdict.has(Note.Kind.INVENTORY_GAP)).isTrue();
    }

    @Test
    void doesNotGuessAboutAGroupSeenLaterThanItsInterface() {
        lab.history.put(Lab.withGroups(machine("b", "subnet-2", "10.0.2.10"), "sg-b", "sg-new"), FLOW - HOUR / 2);
        lab.history.put(inbound("sg-new", Traffic.tcp(5432), "10.0.1.0/24"), FLOW + HOUR);

        Verdict verdict = lab.judge.judge(toB("REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(verdict.has(Note.Kind.UNKNOWN_GROUP)).isTrue();
    }

    @Test
    void doesNotKnowAnInterfaceNobodySaw() {
        assertThat(lab.judge
                        .judge(flow("x", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"))
                        .answer())
                .isEqualTo(Answer.UNKNOWN_INTERFACE);
        assertThat(lab.judge.predict(flow("x", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT")))
                .isEqualTo(Prediction.UNKNOWN);
    }

    @Test
    void namesWhoHeldTheAddressOnTheDay() {
        lab.history.remove("eni-a", FLOW + HOUR);
        lab.history.put(new Instance("i-c", "machine-c", "running", Map.of()), FLOW + HOUR);
        lab.history.put(successor(), FLOW + 2 * HOUR);

        Verdict before = lab.judge.judge(toB("REJECT"));
        Verdict after =
                lab.judge.judge(flowAt(FLOW_START + 10_800, "b", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"));

        assertThat(before.source().label()).isEqualTo("machine-a");
        assertThat(after.source().label()).isEqualTo("machine-c");
    }

    @Test
    void countsANewHolderOfAnAddressForItsOwnGroupsOnly() {
        lab.put(group(
                "sg-b", List.of(SecurityGroupRule.of("sgr-1", Traffic.tcp(5432), Peer.group("sg-a"))), List.of()));
        lab.history.remove("eni-a", FLOW + HOUR);
        lab.history.put(successor(), FLOW + 2 * HOUR);

        Prediction before = lab.judge.predict(toB("ACCEPT"));
        Prediction after =
                lab.judge.predict(flowAt(FLOW_START + 10_800, "b", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"));

        assertThat(before).isEqualTo(Prediction.ALLOW);
        assertThat(after).isEqualTo(Prediction.DENY);
    }

    @Test
    void doesNotDateBackWhatTurnedUpAfterTheInventoryBegan() {
        lab.put(group(
                "sg-b", List.of(SecurityGroupRule.of("sgr-1", Traffic.tcp(5432), Peer.group("sg-n"))), List.of()));
        lab.history.put(Lab.withGroups(machine("c", "subnet-1", "10.0.1.30"), "sg-n"), FLOW + HOUR / 12);

        assertThat(lab.judge.predict(flow("b", "10.0.1.30", "10.0.2.10", "40000 5432 6", "REJECT")))
                .isEqualTo(Prediction.DENY);
    }

    @Test
    void seesAChangeThatArrivesBetweenTwoFlows() {
        Prediction before = lab.judge.predict(toB("REJECT"));
        lab.put(OPEN);
        Prediction opened = lab.judge.predict(toB("REJECT"));
        lab.put(CLOSED);

        assertThat(before).isEqualTo(Prediction.DENY);
        assertThat(opened).isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.predict(toB("REJECT"))).isEqualTo(Prediction.DENY);
    }

    private static NetworkInterface successor() {
        return Lab.withGroups(machine("c", "subnet-1", "10.0.1.10"), "sg-n");
    }

    private static FlowRecord toB(String action) {
        return flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", action);
    }
}
