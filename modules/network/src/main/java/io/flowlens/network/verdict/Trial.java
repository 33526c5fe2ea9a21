package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * One packet before both filters, by the facts of one moment.
 *
 * @param reply whether the packet answers a request that groups remember, so that they let it through unasked
 */
record Trial(Policy policy, Packet packet, boolean reply, GroupTrial groups, AclTrial acl) {

    static Trial of(Policy policy, Packet packet, boolean reply) {
        return new Trial(policy, packet, reply, GroupTrial.of(policy, packet), AclTrial.of(policy, packet));
    }

    Facts facts() {
        return policy.facts();
    }

    /** Whether two trials block at the same places. */
    boolean sameOutcome(Trial other) {
        return groupPrediction() == other.groupPrediction()
                && acl.prediction() == other.acl.prediction()
                && facts().networkInterface()
                        .groupIds()
                        .equals(other.facts().networkInterface().groupIds())
                && facts().acl().map(NetworkAcl::id).equals(other.facts().acl().map(NetworkAcl::id));
    }

    Prediction prediction() {
        return groupPrediction().and(acl.prediction());
    }

    Prediction groupPrediction() {
        return reply ? Prediction.ALLOW : groups.prediction();
    }

    /** Every blocker in the order AWS meets them: inbound the ACL first, outbound the groups first. */
    List<Cause> causes() {
        var causes = new ArrayList<Cause>(2);
        if (acl.prediction() == Prediction.DENY) {
            causes.add(aclCause(facts().acl().orElseThrow()));
        }
        if (groupPrediction() == Prediction.DENY) {
            causes.add(groupCause());
        }
        if (packet.outbound()) {
            Collections.reverse(causes);
        }
        return causes;
    }

    /** What keeps the prediction from being one. */
    List<Note> doubts() {
        var doubts = new ArrayList<Note>(acl.doubts());
        if (!reply) {
            doubts.addAll(groups.doubts());
        }
        return doubts;
    }

    private Cause groupCause() {
        var carried = new ArrayList<Cause.Component>(2);
        for (SecurityGroup group : facts().groups()) {
            carried.add(new Cause.Component(group.id(), group.name()));
        }
        String way = packet.outbound() ? "outbound" : "inbound";
        String text = groups.anyRules()
                ? "no " + way + " rule of " + join(carried) + " allows " + route()
                : join(carried) + (carried.size() == 1 ? " has no " : " have no ") + way + " rules";
        CauseCode code = groups.anyRules() ? CauseCode.ENI_SG_RULES_MISMATCH : CauseCode.SG_HAS_NO_RULES;
        return new Cause(code, packet.direction(), carried, OptionalInt.empty(), groups.nearestMiss(), text);
    }

    private Cause aclCause(NetworkAcl network) {
        var component = new Cause.Component(network.id(), network.name());
        int number = acl.decider().map(AclEntry::number).orElse(AclEntry.LAST);
        String text = (packet.outbound() ? "outbound entry " : "inbound entry ") + AclEntry.numberText(number) + " of "
                + component + " denies " + route();
        if (reply && Traffic.hasPorts(packet.protocol())) {
            text += ": replies need the ephemeral ports " + EphemeralPorts.of(packet.destinationPort())
                    + ", as ACLs do not remember requests";
        }
        return new Cause(
                CauseCode.SUBNET_ACL_RESTRICTION,
                packet.direction(),
                List.of(component),
                OptionalInt.of(number),
                Optional.empty(),
                text);
    }

    private String route() {
        return packet.service() + (packet.outbound() ? " to " : " from ") + packet.peer();
    }

    private static String join(List<Cause.Component> components) {
        var text = new StringJoiner(", ");
        components.forEach(component -> text.add(component.toString()));
        return text.toString();
    }
}
