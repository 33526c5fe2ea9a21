package io.flowlens.cli.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Action;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.CauseCode;
import io.flowlens.network.verdict.Certainty;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.sandbox.network.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The verdict held against the sandbox's packet filter, over random networks. Neither knows the other: each was written
 * from AWS's documents, so what they agree on is likely AWS's.
 */
class AgreementTest {

    @Test
    void namesExactlyWhatBlocksThePacket() {
        var blocked = new AtomicInteger();
        int cases = Case.forEach(one -> {
            if (one.verdict().logged() != Action.REJECT) {
                return;
            }
            blocked.incrementAndGet();
            assertThat(codes(one)).as("%s", one).isEqualTo(blockers(one));
            for (Cause cause : one.verdict().causes()) {
                checkComponents(one, cause);
            }
            assertThat(one.verdict().answer())
                    .as("%s", one)
                    .isEqualTo(blockers(one).isEmpty() ? Answer.INDETERMINATE : Answer.BLOCKED);
        });

        assertThat(blocked.get()).isBetween(cases / 4, cases * 3 / 4);
    }

    @Test
    void predictsEveryPacketThatTheRecordTellsEnoughAbout() {
        var undecided = new AtomicInteger();
        int cases = Case.forEach(one -> {
            Prediction predicted = one.verdict().predicted();
            assertThat(predicted).as("%s", one).isEqualTo(one.expected());
            if (predicted == Prediction.UNKNOWN) {
                undecided.incrementAndGet();
            }
        });

        assertThat(undecided.get()).isBetween(1, cases / 20);
    }

    @Test
    void meetsTheBlockersInTheSameOrder() {
        Case.forEach(one -> {
            Decision decision = one.actual().decide(one.flow(), one.icmp(), one.tracked());
            List<CauseCode> codes = codes(one);
            if (codes.size() == 2) {
                boolean aclFirst = codes.get(0) == CauseCode.SUBNET_ACL_RESTRICTION;
                assertThat(decision)
                        .as("%s", one)
                        .isEqualTo(aclFirst ? Decision.REJECTED_BY_ACL : Decision.REJECTED_BY_GROUPS);
            }
        });
    }

    private static void checkComponents(Case one, Cause cause) {
        Set<String> ids = new TreeSet<>();
        cause.components().forEach(component -> ids.add(component.id()));
        if (cause.code() == CauseCode.SUBNET_ACL_RESTRICTION) {
            assertThat(ids)
                    .as("%s", one)
                    .containsExactly(one.plan().subnetOf(one.flow().at()).aclId());
            Set<Integer> deciding = one.worlds().decidingEntries(one.flow());
            assertThat(deciding).as("%s", one).contains(cause.aclEntry().orElseThrow());
            if (deciding.size() > 1) {
                assertThat(one.verdict().certainty()).as("%s", one).isEqualTo(Certainty.LIKELY);
            }
        } else {
            assertThat(ids).as("%s", one).isEqualTo(one.flow().at().groupIds());
        }
    }

    private static List<CauseCode> codes(Case one) {
        return one.verdict().causes().stream().map(Cause::code).toList();
    }

    /** What blocks in every world, inbound the ACL first. */
    private static List<CauseCode> blockers(Case one) {
        var blockers = new ArrayList<CauseCode>();
        if (one.acl() == Prediction.DENY) {
            blockers.add(CauseCode.SUBNET_ACL_RESTRICTION);
        }
        if (one.groups() == Prediction.DENY) {
            blockers.add(hasRules(one) ? CauseCode.ENI_SG_RULES_MISMATCH : CauseCode.SG_HAS_NO_RULES);
        }
        if (one.flow().outbound()) {
            Collections.reverse(blockers);
        }
        return blockers;
    }

    private static boolean hasRules(Case one) {
        boolean outbound = one.flow().outbound();
        return one.plan().groups().stream()
                .filter(group -> one.flow().at().groupIds().contains(group.id()))
                .anyMatch(group -> !(outbound ? group.egress() : group.ingress()).isEmpty());
    }
}
