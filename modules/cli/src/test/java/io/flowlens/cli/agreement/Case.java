package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.SandboxModel.IcmpPlan;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.network.verdict.Verdict;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One packet at one interface of one network: what the sandbox did with it, and what the product says.
 *
 * @param actual the sandbox that the packet passed
 * @param icmp what the packet held that the record does not
 * @param reply whether it answers a packet that was let through
 * @param tracked whether the groups remembered that one
 */
record Case(
        long seed,
        Plan plan,
        Worlds worlds,
        FlowPlan flow,
        SandboxModel actual,
        IcmpPlan icmp,
        boolean reply,
        boolean tracked,
        Verdict verdict) {

    private static final int NETWORKS = 480;
    private static final int FLOWS = 25;

    /** All cases there are, the same in every run. */
    static int forEach(Consumer<Case> test) {
        for (long seed = 0; seed < NETWORKS; seed++) {
            var random = new RandomPlan(seed);
            Plan plan = random.network();
            var worlds = new Worlds(plan);
            var product = new ProductModel(plan);
            for (int i = 0; i < FLOWS; i++) {
                test.accept(of(seed, random, plan, worlds, product));
            }
        }
        return NETWORKS * FLOWS;
    }

    private static Case of(long seed, RandomPlan random, Plan plan, Worlds worlds, ProductModel product) {
        FlowPlan flow = random.flow(plan);
        SandboxModel actual = random.pick(worlds.sandboxes());
        IcmpPlan icmp = random.pick(Worlds.icmp(flow));
        FlowPlan request = flow.reversed();
        boolean reply = random.chance(2) && actual.decide(request, icmp, false).isAccepted();
        boolean tracked = reply && actual.isTracked(request, icmp);
        boolean accepted = actual.decide(flow, icmp, tracked).isAccepted();
        return new Case(seed, plan, worlds, flow, actual, icmp, reply, tracked, product.verdict(flow, accepted, reply));
    }

    /** What the groups say in every world. */
    Prediction groups() {
        return tracked ? Prediction.ALLOW : worlds.groups(flow);
    }

    /** What the ACL says in every world. */
    Prediction acl() {
        return worlds.acl(flow);
    }

    Prediction expected() {
        Prediction groups = groups();
        Prediction acl = acl();
        if (groups == Prediction.DENY || acl == Prediction.DENY) {
            return Prediction.DENY;
        }
        return groups == Prediction.ALLOW ? acl : Prediction.UNKNOWN;
    }

    boolean isDecided() {
        return groups() != Prediction.UNKNOWN && acl() != Prediction.UNKNOWN;
    }

    @Override
    public String toString() {
        return "seed %d: %s, %s, reply %s, tracked %s%n%s%n%s"
                .formatted(seed, flow, icmp, reply, tracked, around(), verdict);
    }

    /** What decides about the interface. */
    private String around() {
        String aclId = plan.subnetOf(flow.at()).aclId();
        return Stream.concat(
                        plan.acls().stream().filter(acl -> acl.id().equals(aclId)),
                        plan.groups().stream()
                                .filter(group -> flow.at().groupIds().contains(group.id())))
                .map(Object::toString)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
