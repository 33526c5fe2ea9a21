package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Traffic;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AWS VPC user guide, "Network ACLs". */
class NetworkAclTest {

    private static final FlowRecord TO_B = flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT");

    private final Lab lab = new Lab();

    @BeforeEach
    void letsEverythingThroughTheGroup() {
        lab.put(inbound("sg-b", Traffic.ALL, "0.0.0.0/0"));
    }

    @Test
    void letsTheLowestNumberThatFitsDecide() {
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(300, false, true, Traffic.ALL),
                entry(200, false, false, Traffic.tcp(5432)),
                entry(100, false, true, Traffic.tcp(22))));

        Cause cause = lab.judge.judge(TO_B).firstCause().orElseThrow();

        assertThat(cause.code()).isEqualTo(CauseCode.SUBNET_ACL_RESTRICTION);
        assertThat(cause.aclEntry()).hasValue(200);
        assertThat(cause.text()).isEqualTo("inbound entry 200 of acl-2 denies tcp 5432 from 10.0.1.10");
    }

    @Test
    void deniesAtTheEndWhatNoEntryFits() {
        lab.put(acl("acl-2", "subnet-2", entry(100, false, true, Traffic.tcp(22))));

        assertThat(lab.judge.judge(TO_B).firstCause().orElseThrow().aclEntry()).hasValue(AclEntry.LAST);
    }

    @Test
    void readsTheFinalEntryOfTheApiAsTheStar() {
        lab.put(acl("acl-2", "subnet-2", entry(32_767, false, false, Traffic.ALL)));

        Cause cause = lab.judge.judge(TO_B).firstCause().orElseThrow();

        assertThat(cause.aclEntry()).hasValue(32_767);
        assertThat(cause.text()).contains("entry * of acl-2");
    }

    @Test
    void keepsIpv6OutOfIpv4Entries() {
        lab.put(acl("acl-2", "subnet-2", entry(100, false, true, Traffic.ALL, "::/0")));

        assertThat(lab.judge.predict(TO_B)).isEqualTo(Prediction.DENY);
    }

    @Test
    void isNotAskedInsideTheSubnet() {
        lab.put(acl("acl-2", "subnet-2", entry(100, false, false, Traffic.ALL)));

        Verdict verdict = lab.judge.judge(flow("b", "10.0.2.77", "10.0.2.10", "40000 5432 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.NOT_EXPLAINED_BY_RULES);
    }

    @Test
    void listsEveryBlockerInTheOrderAwsMeetsThem() {
        lab.put(Lab.group("sg-b", List.of(), List.of()));
        lab.put(acl("acl-2", "subnet-2"));

        Verdict in = lab.judge.judge(TO_B);
        Verdict out = lab.judge.judge(flow("b", "10.0.2.10", "10.0.1.10", "40000 22 6", "REJECT"));

        assertThat(in.causes())
                .extracting(Cause::code)
                .containsExactly(CauseCode.SUBNET_ACL_RESTRICTION, CauseCode.SG_HAS_NO_RULES);
        assertThat(out.causes())
                .extracting(Cause::code)
                .containsExactly(CauseCode.SG_HAS_NO_RULES, CauseCode.SUBNET_ACL_RESTRICTION);
    }

    @Test
    void doesNotDecideBetweenEntriesOnTheIcmpType() {
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(100, false, true, new Traffic(Traffic.ICMP, 8, -1)),
                entry(200, false, false, Traffic.icmp())));

        Verdict verdict = lab.judge.judge(flow("b", "10.0.1.10", "10.0.2.10", "0 0 1", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(verdict.has(Note.Kind.ICMP_TYPE_NOT_RECORDED)).isTrue();
    }

    @Test
    void decidesWhereEveryIcmpTypeMeetsTheSameAction() {
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(100, false, false, new Traffic(Traffic.ICMP, 8, -1)),
                entry(200, false, false, Traffic.icmp()),
                entry(300, false, true, Traffic.ALL)));

        Verdict verdict = lab.judge.judge(flow("b", "10.0.1.10", "10.0.2.10", "0 0 1", "REJECT"));

        assertThat(verdict.firstCause().orElseThrow().aclEntry()).hasValue(200);
        assertThat(verdict.certainty())
                .as("entry 100 may have denied it already")
                .isEqualTo(Certainty.LIKELY);
        assertThat(verdict.has(Note.Kind.ICMP_TYPE_NOT_RECORDED)).isTrue();
    }

    @Test
    void saysSoWhenTheAclOfTheSubnetIsNotKnown() {
        lab.history.remove("acl-2", Lab.BUILT);

        Verdict verdict = lab.judge.judge(TO_B);

        assertThat(verdict.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(verdict.has(Note.Kind.UNKNOWN_ACL)).isTrue();
    }
}
