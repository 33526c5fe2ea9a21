package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fix put over the facts of an interface, which may be another than the one it was made for. */
final class Patch {

    private Patch() {}

    /** The facts as they would be with the fix in place. */
    static Facts over(Facts facts, Fix fix) {
        List<SecurityGroup> groups = new ArrayList<>(facts.groups());
        Optional<NetworkAcl> acl = facts.acl();
        for (FixStep step : fix.steps()) {
            if (step instanceof FixStep.AuthorizeRule add) {
                groups.replaceAll(group -> group.id().equals(add.groupId()) ? with(group, add) : group);
            } else {
                acl = acl.map(known -> known.id().equals(step.componentId()) ? with(known, entry(step)) : known);
            }
        }
        return facts.changed(groups, acl);
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

    private static SecurityGroup with(SecurityGroup group, FixStep.AuthorizeRule add) {
        var ingress = new ArrayList<>(group.ingress());
        var egress = new ArrayList<>(group.egress());
        (add.outbound() ? egress : ingress).add(SecurityGroupRule.of("", add.traffic(), new Peer.Block(add.peer())));
        return new SecurityGroup(group.id(), group.name(), group.vpcId(), ingress, egress);
    }

    /** An entry takes the place of the one with its number, if there is one. */
    private static NetworkAcl with(NetworkAcl acl, AclEntry entry) {
        var entries = new ArrayList<>(acl.entries());
        entries.removeIf(old -> old.number() == entry.number() && old.egress() == entry.egress());
        entries.add(entry);
        return new NetworkAcl(acl.id(), acl.name(), acl.vpcId(), acl.isDefault(), entries, acl.subnetIds());
    }

    private static AclEntry entry(FixStep step) {
        return step instanceof FixStep.CreateEntry create ? create.entry() : ((FixStep.ReplaceEntry) step).entry();
    }
}
