package io.flowlens.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A rule that was added to, or removed from, a security group or network ACL; a changed rule is one of each. */
public record RuleChange(boolean added, boolean outbound, Rule rule) {

    static List<RuleChange> between(Resource before, Resource after) {
        var changes = new ArrayList<RuleChange>();
        for (boolean outbound : new boolean[] {false, true}) {
            Set<Rule> old = rules(before, outbound);
            Set<Rule> now = rules(after, outbound);
            old.stream().filter(rule -> !now.contains(rule)).forEach(rule -> changes.add(removal(outbound, rule)));
            now.stream().filter(rule -> !old.contains(rule)).forEach(rule -> changes.add(addition(outbound, rule)));
        }
        return List.copyOf(changes);
    }

    @Override
    public String toString() {
        return (added ? "added: " : "removed: ") + rule.describe();
    }

    private static RuleChange removal(boolean outbound, Rule rule) {
        return new RuleChange(false, outbound, rule);
    }

    private static RuleChange addition(boolean outbound, Rule rule) {
        return new RuleChange(true, outbound, rule);
    }

    private static Set<Rule> rules(Resource resource, boolean outbound) {
        if (resource instanceof SecurityGroup group) {
            return new LinkedHashSet<>(group.rules(outbound));
        }
        if (resource instanceof NetworkAcl acl) {
            return new LinkedHashSet<>(acl.entries(outbound));
        }
        return Set.of();
    }
}
