package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.Plan.AclPlan;
import io.flowlens.cli.agreement.Plan.EntryPlan;
import io.flowlens.cli.agreement.Plan.GroupPlan;
import io.flowlens.cli.agreement.Plan.RulePlan;
import io.flowlens.network.PlannedChange;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.RuleChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Some rules added and removed, twice over: as a plan from which both networks can be built anew, and as what a user would ask
 * the product about.
 */
record RandomChange(Plan plan, PlannedChange change) {

    private static final int EDITS = 40;

    static RandomChange of(Plan plan, RandomPlan random) {
        var changed = new RandomChange(plan, new PlannedChange(List.of()));
        for (int i = 0; i < EDITS; i++) {
            changed = random.chance(2) ? changed.withGroupEdit(random) : changed.withAclEdit(random);
        }
        return changed;
    }

    private RandomChange withGroupEdit(RandomPlan random) {
        GroupPlan group = random.pick(plan.groups());
        boolean outbound = random.chance(2);
        List<RulePlan> rules = outbound ? group.egress() : group.ingress();
        boolean add = rules.isEmpty() || random.chance(2);
        RulePlan rule = add ? random.rule(group) : random.pick(rules);
        // Two rules that mean the same are one at AWS, however they are written.
        List<RulePlan> others = without(rules, old -> ProductModel.rule(old).equals(ProductModel.rule(rule)));
        List<RulePlan> changed = add ? with(others, rule) : others;
        return new RandomChange(
                withGroup(
                        outbound
                                ? new GroupPlan(group.id(), group.ingress(), changed)
                                : new GroupPlan(group.id(), changed, group.egress())),
                plus(new Edit(group.id(), new RuleChange(add, outbound, ProductModel.rule(rule)))));
    }

    private RandomChange withAclEdit(RandomPlan random) {
        AclPlan acl = random.pick(plan.acls());
        EntryPlan entry = random.chance(2) ? random.pick(acl.entries()) : random.entry();
        if (entry.number() == SandboxModel.LAST_ENTRY) {
            return this;
        }
        boolean add = !acl.entries().contains(entry);
        List<EntryPlan> others =
                without(acl.entries(), old -> old.number() == entry.number() && old.egress() == entry.egress());
        return new RandomChange(
                withAcl(new AclPlan(acl.id(), add ? with(others, entry) : others)),
                plus(new Edit(acl.id(), new RuleChange(add, entry.egress(), ProductModel.entry(entry)))));
    }

    private Plan withGroup(GroupPlan group) {
        List<GroupPlan> groups = with(without(plan.groups(), old -> old.id().equals(group.id())), group);
        return new Plan(plan.subnets(), plan.acls(), groups, plan.interfaces(), plan.knownList());
    }

    private Plan withAcl(AclPlan acl) {
        List<AclPlan> acls = with(without(plan.acls(), old -> old.id().equals(acl.id())), acl);
        return new Plan(plan.subnets(), acls, plan.groups(), plan.interfaces(), plan.knownList());
    }

    private PlannedChange plus(Edit edit) {
        return new PlannedChange(with(change.edits(), edit));
    }

    private static <T> List<T> with(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }
}
