package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the network ACL of a subnet says to a packet.
 *
 * @param decider the entry that decided; empty for the final {@code *} and where no ACL is asked
 * @param barrier the first entry that denies some of this traffic, if not all of it
 */
record AclTrial(Prediction prediction, Optional<AclEntry> decider, Optional<AclEntry> barrier, List<Note> doubts) {

    static AclTrial of(Facts facts, Packet packet) {
        if (facts.subnet().filter(subnet -> holds(subnet, packet)).isPresent()) {
            return new AclTrial(Prediction.ALLOW, Optional.empty(), Optional.empty(), List.of());
        }
        if (facts.aclGap().isPresent()) {
            return new AclTrial(
                    Prediction.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(facts.aclGap().get()));
        }
        return firstFit(facts.acl().orElseThrow(), packet);
    }

    private static AclTrial firstFit(NetworkAcl acl, Packet packet) {
        var undecided = new ArrayList<AclEntry>();
        Optional<AclEntry> decider = Optional.empty();
        for (AclEntry entry : acl.entries(packet.outbound())) {
            if (!fits(entry, packet)) {
                continue;
            }
            if (!entry.traffic().asksForIcmpType()) {
                decider = Optional.of(entry);
                break;
            }
            undecided.add(entry);
        }
        boolean allow = decider.map(AclEntry::allow).orElse(false);
        Optional<AclEntry> barrier = Stream.concat(undecided.stream(), decider.stream())
                .filter(entry -> !entry.allow())
                .findFirst();
        boolean contested = undecided.stream().anyMatch(entry -> entry.allow() != allow);
        undecided.removeIf(entry -> entry.allow() && allow);
        Prediction decided = allow ? Prediction.ALLOW : Prediction.DENY;
        return new AclTrial(contested ? Prediction.UNKNOWN : decided, decider, barrier, doubts(acl, undecided));
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

    private static boolean holds(Subnet subnet, Packet packet) {
        return subnet.cidrs().stream().anyMatch(cidr -> cidr.contains(packet.peer()));
    }
}
