package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** A stateful filter on interfaces: what no rule of any group of an interface allows is dropped. */
public record SecurityGroup(
        String id, String name, String vpcId, List<SecurityGroupRule> ingress, List<SecurityGroupRule> egress)
        implements Resource {

    public SecurityGroup {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(vpcId, "vpcId");
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    public List<SecurityGroupRule> rules(boolean outbound) {
        return outbound ? egress : ingress;
    }

    /**
     * The same group with a rule more, or without those that are the rule: by its id, or where one of the two has none, by
     * what it allows.
     */
    SecurityGroup with(RuleChange change) {
        if (!(change.rule() instanceof SecurityGroupRule rule)) {
            throw new IllegalArgumentException("%s is no rule of a security group".formatted(change.rule()));
        }
        var changed = new ArrayList<>(rules(change.outbound()));
        changed.removeIf(rule::isSameAs);
        if (change.added()) {
            changed.add(rule);
        }
        return change.outbound()
                ? new SecurityGroup(id, name, vpcId, ingress, changed)
                : new SecurityGroup(id, name, vpcId, changed, egress);
    }
}
