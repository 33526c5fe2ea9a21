package io.flowlens.network;

import static java.util.Objects.requireNonNull;

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
}
