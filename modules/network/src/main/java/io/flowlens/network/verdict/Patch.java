package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Peer;
import io.flowlens.network.PlannedChange;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.List;

/** A fix put over the facts of an interface, which may be another than the one it was made for. */
final class Patch {

    private Patch() {}

    /** The facts as they would be with the fix in place. */
    static Facts over(Facts facts, Fix fix) {
        var change = new PlannedChange(fix.steps().stream().map(Patch::edit).toList());
        List<SecurityGroup> groups = facts.groups().stream()
                .map(group -> (SecurityGroup) change.in(group))
                .toList();
        return facts.changed(groups, facts.acl().map(acl -> (NetworkAcl) change.in(acl)));
    }

    /** Whether a part of the fix speaks of such packets at all; most recorded ones are none of its business. */
    static boolean concerns(Fix fix, Packet packet) {
        return packet.isComplete() && fix.steps().stream().anyMatch(step -> concerns(step, packet));
    }

    private static boolean concerns(FixStep step, Packet packet) {
        if (step instanceof FixStep.AuthorizeRule add) {
            return add.outbound() == packet.outbound()
                    && covers(add.traffic(), packet)
                    && add.peer().contains(packet.peer());
        }
        AclEntry entry = entry(step);
        return entry.egress() == packet.outbound()
                && covers(entry.traffic(), packet)
                && entry.cidr().contains(packet.peer());
    }

    private static boolean covers(Traffic traffic, Packet packet) {
        return traffic.coversProtocol(packet.protocol()) && traffic.coversPort(packet.destinationPort());
    }

    private static PlannedChange.Edit edit(FixStep step) {
        if (step instanceof FixStep.AuthorizeRule add) {
            var rule = SecurityGroupRule.of("", add.traffic(), new Peer.Block(add.peer()));
            return new PlannedChange.Edit(add.groupId(), new RuleChange(true, add.outbound(), rule));
        }
        AclEntry entry = entry(step);
        return new PlannedChange.Edit(step.componentId(), new RuleChange(true, entry.egress(), entry));
    }

    private static AclEntry entry(FixStep step) {
        return step instanceof FixStep.CreateEntry create ? create.entry() : ((FixStep.ReplaceEntry) step).entry();
    }
}
