package io.flowlens.cli.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.CauseCode;
import io.flowlens.network.verdict.Fix;
import io.flowlens.network.verdict.FixStep;
import io.flowlens.sandbox.network.Decision;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every fix of a verdict, applied to the sandbox: it lets the packet through, its answer too, and nothing else. */
class FixAgreementTest {

    private static final int OTHER_FLOWS = 10;

    @Test
    void letsThePacketThrough() {
        var fixes = new AtomicInteger();
        int cases = Case.forEach(one -> one.verdict().fix().ifPresent(fix -> {
            if (one.isDecided()) {
                fixes.incrementAndGet();
                assertThat(one.actual().with(fix).decide(one.flow(), one.icmp(), one.tracked()))
                        .as("%s", one)
                        .isEqualTo(Decision.ACCEPTED);
            }
        }));

        assertThat(fixes.get()).isGreaterThan(cases / 5);
    }

    /** Even where it is not known whether something else blocks the packet too. */
    @Test
    void opensEveryBlockerThatTheVerdictNames() {
        Case.forEach(one -> one.verdict().fix().ifPresent(fix -> {
            SandboxModel fixed = one.actual().with(fix);
            for (Cause cause : one.verdict().causes()) {
                boolean open = cause.code() == CauseCode.SUBNET_ACL_RESTRICTION
                        ? fixed.aclAllows(one.flow(), one.icmp())
                        : fixed.groupsAllow(one.flow(), one.icmp());
                assertThat(open).as("%s opened for %s", cause, one).isTrue();
            }
        }));
    }

    @Test
    void letsTheAnswerThrough() {
        Case.forEach(one -> one.verdict().fix().ifPresent(fix -> {
            boolean isIcmp = Worlds.icmp(one.flow()).size() > 1;
            if (!one.reply() && !isIcmp) {
                SandboxModel fixed = one.actual().with(fix);
                boolean tracked = fixed.isTracked(one.flow(), one.icmp());
                assertThat(fixed.decide(one.flow().reversed(), one.icmp(), tracked))
                        .as("%s", one)
                        .isEqualTo(Decision.ACCEPTED);
            }
        }));
    }

    @Test
    void changesNothingForOtherTraffic() {
        Case.forEach(one -> one.verdict().fix().ifPresent(fix -> {
            SandboxModel fixed = one.actual().with(fix);
            var random = new RandomPlan(one.seed());
            for (int i = 0; i < OTHER_FLOWS; i++) {
                FlowPlan other = random.flow(one.plan()).at(one.flow().at());
                var icmp = random.pick(Worlds.icmp(other));
                if (!isMeant(fix, other)) {
                    assertThat(fixed.decide(other, icmp, false))
                            .as("%s by the fix of %s", other, one)
                            .isEqualTo(one.actual().decide(other, icmp, false));
                }
            }
        }));
    }

    /** Whether the fix speaks of such traffic; an interface of the same group or subnet shares it. */
    private static boolean isMeant(Fix fix, FlowPlan flow) {
        return fix.steps().stream().anyMatch(step -> {
            if (step instanceof FixStep.AuthorizeRule rule) {
                return rule.outbound() == flow.outbound() && covers(rule.traffic(), rule.peer(), flow);
            }
            var entry =
                    step instanceof FixStep.CreateEntry create ? create.entry() : ((FixStep.ReplaceEntry) step).entry();
            return entry.allow() && entry.egress() == flow.outbound() && covers(entry.traffic(), entry.cidr(), flow);
        });
    }

    private static boolean covers(Traffic traffic, Cidr peer, FlowPlan flow) {
        return traffic.coversProtocol(flow.protocol())
                && traffic.coversPort(flow.destinationPort())
                && peer.contains(IpAddress.parse(flow.peer()));
    }
}
