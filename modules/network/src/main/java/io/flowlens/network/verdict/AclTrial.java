package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the network ACL of a subnet says to a packet.
 *
 * @param decider the entry that decided; empty for the final {@code *} and where no ACL is asked
 * @param barrier the first entry that denies some of this traffic, if not all of it
 */
record AclTrial(Prediction prediction, Optional<AclEntry> decider, Optional<AclEntry> barrier, List<Note> doubts) {

    private static final AclTrial NOT_ASKED =
            new AclTrial(Prediction.ALLOW, Optional.empty(), Optional.empty(), List.of());

    static AclTrial of(Policy policy, Packet packet) {
        if (policy.isInSubnet(packet.peer())) {
            return NOT_ASKED;
        }
        Facts facts = policy.facts();
        if (facts.aclGap().isPresent()) {
            return new AclTrial(
                    Prediction.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(facts.aclGap().get()));
        }
        return firstFit(facts.acl().orElseThrow(), policy.aclEntries(packet.outbound()), packet);
    }

    private static AclTrial firstFit(NetworkAcl acl, List<AclEntry> entries, Packet packet) {
        var undecided = new ArrayList<AclEntry>(0);
        AclEntry decider = null;
        for (AclEntry entry : entries) {
            if (!fits(entry, packet)) {
                continue;
            }
            if (!entry.traffic().asksForIcmpType()) {
                decider = entry;
                break;
            }
            undecided.add(entry);
        }
        boolean allow = decider != null && decider.allow();
        Optional<AclEntry> decided = Optional.ofNullable(decider);
        Prediction prediction = allow ? Prediction.ALLOW : Prediction.DENY;
        Optional<AclEntry> last = allow ? Optional.empty() : decided;
        if (undecided.isEmpty()) {
            return new AclTrial(prediction, decided, last, List.of());
        }
        Optional<AclEntry> barrier =
                undecided.stream().filter(entry -> !entry.allow()).findFirst().or(() -> last);
        boolean contested = undecided.stream().anyMatch(entry -> entry.allow() != allow);
        undecided.removeIf(entry -> entry.allow() && allow);
        return new AclTrial(contested ? Prediction.UNKNOWN : prediction, decided, barrier, doubts(acl, undecided));
    }

    /** Whether the ACL denies for certain, and an earlier entry may have done so already. */
    boolean maybeDeniedEarlier() {
        return prediction == Prediction.DENY && !barrier.equals(decider);
    }

    private static boolean fits(AclEntry entry, Packet packet) {
        Traffic traffic = entry.traffic();
        return traffic.coversProtocol(packet.protocol())
                && traffic.coversPort(packet.destinationPort())
                && entry.cidr().contains(packet.peer());
    }

    private static List<Note> doubts(NetworkAcl acl, List<AclEntry> entries) {
        return entries.stream()
                .map(entry -> new Note(
                        Note.Kind.ICMP_TYPE_NOT_RECORDED,
                        "%s of %s; flow logs do not record the ICMP type".formatted(entry.describe(), acl.id())))
                .toList();
    }
}
