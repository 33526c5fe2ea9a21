package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the fix for a blocked packet: every blocker of it, and the ACL entry its reply would miss.
 *
 * <p>The peer is admitted by its single address. A group of the peer would follow it when its address changes, but
 * would also admit every other member: more than the traffic that was seen.
 */
final class FixPlan {

    private final Trial trial;
    private final List<FixStep> steps = new ArrayList<>();

    private FixPlan(Trial trial) {
        this.trial = trial;
    }

    /** @param causes those of the trial */
    static Optional<Fix> of(Trial trial, List<Cause> causes) {
        var plan = new FixPlan(trial);
        causes.forEach(plan::fix);
        plan.letReplyPass();
        return plan.steps.isEmpty() ? Optional.empty() : Optional.of(new Fix(plan.steps, List.of()));
    }

    private void fix(Cause cause) {
        Packet packet = trial.packet();
        if (cause.code() == CauseCode.SUBNET_ACL_RESTRICTION) {
            steps.addAll(openAcl(packet, trial.acl(), trial.reply()));
        } else {
            String groupId = cause.nearestMiss()
                    .map(NearestMiss::groupId)
                    .orElseGet(() -> cause.components().get(0).id());
            steps.add(new FixStep.AuthorizeRule(
                    groupId, packet.outbound(), traffic(packet, false), Block.single(packet.peer())));
        }
    }

    private void letReplyPass() {
        Packet reply = trial.packet().reply();
        if (trial.reply() || !reply.isComplete()) {
            return;
        }
        AclTrial back = AclTrial.of(trial.policy(), reply);
        if (back.prediction() == Prediction.DENY) {
            steps.addAll(openAcl(reply, back, true));
        }
    }

    private List<FixStep> openAcl(Packet packet, AclTrial denied, boolean reply) {
        NetworkAcl acl = trial.facts().acl().orElseThrow();
        return new AclOpening(acl, packet.outbound())
                .steps(denied.barrier(), traffic(packet, reply), Block.single(packet.peer()));
    }

    private static Traffic traffic(Packet packet, boolean reply) {
        if (!Traffic.hasPorts(packet.protocol())) {
            return Traffic.everyPortOf(packet.protocol());
        }
        int port = packet.destinationPort();
        EphemeralPorts ports = reply ? EphemeralPorts.of(port) : new EphemeralPorts(port, port);
        return new Traffic(packet.protocol(), ports.from(), ports.to());
    }

    /** Where in an ACL a new entry has to go so that it is met before the one that denies. */
    private record AclOpening(NetworkAcl acl, boolean outbound) {

        List<FixStep> steps(Optional<AclEntry> denying, Traffic traffic, Cidr peer) {
            int limit = denying.map(AclEntry::number).orElse(AclEntry.LAST);
            int number = limit == AclEntry.LAST ? numberAtEnd() : freeBelow(limit);
            if (number > 0) {
                return List.of(new FixStep.CreateEntry(acl.id(), allow(number, traffic, peer)));
            }
            var steps = new ArrayList<>(moveBack(limit));
            steps.add(new FixStep.ReplaceEntry(acl.id(), allow(limit, traffic, peer)));
            return steps;
        }

        /**
         * No number is free before the entry, so that it moves back, and with it all up to the next free number: the
         * last of them first, so that no packet ever meets another order.
         */
        private List<FixStep> moveBack(int number) {
            var steps = new ArrayList<FixStep>();
            for (AclEntry entry : acl.entries(outbound)) {
                if (entry.number() >= number && !isFreeBetween(number, entry.number())) {
                    var moved =
                            new AclEntry(entry.number() + 1, outbound, entry.allow(), entry.traffic(), entry.cidr());
                    steps.add(
                            0,
                            isFree(moved.number())
                                    ? new FixStep.CreateEntry(acl.id(), moved)
                                    : new FixStep.ReplaceEntry(acl.id(), moved));
                }
            }
            return steps;
        }

        private boolean isFreeBetween(int first, int last) {
            return IntStream.range(first, last).anyMatch(this::isFree);
        }

        private AclEntry allow(int number, Traffic traffic, Cidr peer) {
            return new AclEntry(number, outbound, true, traffic, peer);
        }

        private int numberAtEnd() {
            int last = acl.entries(outbound).stream()
                    .mapToInt(AclEntry::number)
                    .filter(number -> number < AclEntry.LAST)
                    .max()
                    .orElse(0);
            int next = last / 10 * 10 + 10;
            return next < AclEntry.LAST ? next : freeBelow(AclEntry.LAST);
        }

        /** The highest free number below the limit, 0 if there is none. */
        private int freeBelow(int limit) {
            int number = limit - 1;
            while (number > 0 && !isFree(number)) {
                number--;
            }
            return number;
        }

        private boolean isFree(int number) {
            return number < AclEntry.LAST
                    && acl.entries(outbound).stream().noneMatch(entry -> entry.number() == number);
        }
    }
}
