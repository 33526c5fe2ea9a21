package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import java.util.Optional;

/**
 * The filter, and the rule of it, that a changed network owes a new answer to. It speaks of the rule and not of the packet, so
 * that packets which meet the same rule have equal grounds.
 *
 * @param code the filter that blocks, or blocked so far
 * @param component the group or ACL of the rule; all groups where none has one
 * @param rule of a group: its id, empty when it has none; of an ACL: the number as the console shows it
 * @param text a sentence
 */
public record Ground(CauseCode code, Cause.Component component, String rule, String text) {

    public Ground {
        requireNonNull(code, "code");
        requireNonNull(component, "component");
        requireNonNull(rule, "rule");
        requireNonNull(text, "text");
    }

    /** Why the groups no longer let the packet through: the rule that did. */
    static Ground noLongerLetIn(Trial before, Trial after) {
        CauseCode code = after.groups().anyRules() ? CauseCode.ENI_SG_RULES_MISMATCH : CauseCode.SG_HAS_NO_RULES;
        return fitting(before, code, "no rule fits any more; so far ")
                .orElseGet(() -> new Ground(
                        code, new Cause.Component("", ""), "", "the groups of the interface no longer let it through"));
    }

    /** Why the groups let the packet through at last: the rule that does. */
    static Optional<Ground> letIn(Trial before, Trial after) {
        CauseCode code = before.groups().anyRules() ? CauseCode.ENI_SG_RULES_MISMATCH : CauseCode.SG_HAS_NO_RULES;
        return fitting(after, code, "");
    }

    /** The entry of the changed ACL that decides. */
    static Ground decidedBy(Trial after) {
        NetworkAcl acl = after.facts().acl().orElseThrow();
        Optional<AclEntry> entry = after.acl().decider();
        var component = new Cause.Component(acl.id(), acl.name());
        String way = after.packet().outbound() ? "outbound" : "inbound";
        return new Ground(
                CauseCode.SUBNET_ACL_RESTRICTION,
                component,
                AclEntry.numberText(entry.map(AclEntry::number).orElse(AclEntry.LAST)),
                entry.map(AclEntry::describe).orElse("no " + way + " entry allows it, so * denies") + " (" + component
                        + ")");
    }

    private static Optional<Ground> fitting(Trial trial, CauseCode code, String before) {
        for (SecurityGroup group : trial.facts().groups()) {
            for (SecurityGroupRule rule : group.rules(trial.packet().outbound())) {
                if (GroupTrial.fit(rule, trial.packet(), trial.facts()) == Prediction.ALLOW) {
                    var component = new Cause.Component(group.id(), group.name());
                    String text = before + rule.describe() + " (" + component + ")";
                    return Optional.of(new Ground(code, component, rule.id(), text));
                }
            }
        }
        return Optional.empty();
    }
}
