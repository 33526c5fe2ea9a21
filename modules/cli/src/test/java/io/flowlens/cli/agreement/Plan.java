package io.flowlens.cli.agreement;

import java.util.List;
import java.util.Set;

/**
 * A network in words of neither model, from which both are built.
 *
 * @param knownList the blocks of the prefix list that both know; there is another that only the sandbox knows
 */
record Plan(
        List<SubnetPlan> subnets,
        List<AclPlan> acls,
        List<GroupPlan> groups,
        List<InterfacePlan> interfaces,
        List<String> knownList) {

    static final String KNOWN_LIST = "pl-known";
    static final String HIDDEN_LIST = "pl-hidden";

    record SubnetPlan(String id, String vpcId, String cidr, String aclId) {}

    record InterfacePlan(String id, String subnetId, String address, Set<String> groupIds) {}

    /** @param from first port or ICMP type, -1 for all; {@code to} likewise, with the ICMP code */
    record TrafficPlan(int protocol, int from, int to) {}

    /** @param peer a CIDR block, the id of a group, or one of the two prefix lists */
    record RulePlan(TrafficPlan traffic, String peer) {}

    record GroupPlan(String id, List<RulePlan> ingress, List<RulePlan> egress) {}

    record EntryPlan(int number, boolean egress, boolean allow, TrafficPlan traffic, String cidr) {}

    record AclPlan(String id, List<EntryPlan> entries) {}

    SubnetPlan subnetOf(InterfacePlan at) {
        return subnets.stream()
                .filter(subnet -> subnet.id().equals(at.subnetId()))
                .findFirst()
                .orElseThrow();
    }
}
