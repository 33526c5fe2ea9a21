package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.SandboxModel.IcmpPlan;
import io.flowlens.network.verdict.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Everything that may be behind one flow log record: the ICMP types it does not hold, and what may be in a prefix list
 * that the product does not know. What the packet filter says in all of these alike can be decided; nothing else can.
 */
final class Worlds {

    private static final List<String> NOTHING = List.of();
    /** Without a block of length 0, which would make connections untracked. */
    private static final List<String> EVERYTHING = List.of("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1");

    private static final IcmpPlan NO_ICMP = new IcmpPlan(0, 0);
    private static final List<IcmpPlan> ANY_ICMP = anyIcmp();

    private final List<SandboxModel> sandboxes;

    Worlds(Plan plan) {
        sandboxes = List.of(SandboxModel.of(plan, NOTHING), SandboxModel.of(plan, EVERYTHING));
    }

    List<SandboxModel> sandboxes() {
        return sandboxes;
    }

    static List<IcmpPlan> icmp(FlowPlan flow) {
        return flow.protocol() == 1 || flow.protocol() == 58 ? ANY_ICMP : List.of(NO_ICMP);
    }

    Prediction groups(FlowPlan flow) {
        return inAll(flow, (sandbox, icmp) -> sandbox.groupsAllow(flow, icmp));
    }

    Prediction acl(FlowPlan flow) {
        return inAll(flow, (sandbox, icmp) -> sandbox.aclAllows(flow, icmp));
    }

    /** The ACL entries that may have decided. */
    Set<Integer> decidingEntries(FlowPlan flow) {
        var numbers = new TreeSet<Integer>();
        icmp(flow).forEach(icmp -> numbers.add(sandboxes.get(0).decidingEntry(flow, icmp)));
        return numbers;
    }

    private Prediction inAll(FlowPlan flow, BiPredicate<SandboxModel, IcmpPlan> allows) {
        boolean allowed = false;
        boolean denied = false;
        for (SandboxModel sandbox : sandboxes) {
            for (IcmpPlan icmp : icmp(flow)) {
                boolean allow = allows.test(sandbox, icmp);
                allowed |= allow;
                denied |= !allow;
            }
        }
        return allowed && denied ? Prediction.UNKNOWN : allowed ? Prediction.ALLOW : Prediction.DENY;
    }

    /** Every type and code that rules name, and some that none does. */
    private static List<IcmpPlan> anyIcmp() {
        var all = new ArrayList<IcmpPlan>();
        for (int type : new int[] {0, 3, 8, 11}) {
            for (int code : new int[] {0, 1, 2}) {
                all.add(new IcmpPlan(type, code));
            }
        }
        return List.copyOf(all);
    }
}
