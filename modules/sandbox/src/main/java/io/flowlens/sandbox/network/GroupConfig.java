package io.flowlens.sandbox.network;

import java.util.List;

/** A security group. */
public record GroupConfig(String id, List<GroupRule> ingress, List<GroupRule> egress) {
    public GroupConfig {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    List<GroupRule> rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }
}
