package io.flowlens.network.verdict;

import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides about the packets of one interface, as it stood for a while.
 *
 * @param groups the security groups of the interface that the inventory holds
 * @param missingGroups a note for each of those it does not hold
 * @param aclGap set when the subnet or its ACL is missing
 * @param references what the rules of the groups point at, by group or prefix list id
 */
record Facts(
        NetworkInterface networkInterface,
        List<SecurityGroup> groups,
        List<Note> missingGroups,
        Optional<Subnet> subnet,
        Optional<NetworkAcl> acl,
        Optional<Note> aclGap,
        Map<String, Reference> references,
        Sighted sighted) {

    /**
     * When these facts held.
     *
     * @param firstSeen when the last of them was first seen: a flow before that rests on an assumption
     */
    record Sighted(long from, long until, long firstSeen) {}

    Reference reference(Peer peer) {
        return references.getOrDefault(referenceId(peer), Reference.UNKNOWN);
    }

    List<SecurityGroupRule> rules(boolean outbound) {
        return groups.stream().flatMap(group -> group.rules(outbound).stream()).toList();
    }

    /** The same interface under changed groups and another ACL. */
    Facts changed(List<SecurityGroup> otherGroups, Optional<NetworkAcl> otherAcl) {
        return new Facts(networkInterface, otherGroups, missingGroups, subnet, otherAcl, aclGap, references, sighted);
    }

    static String referenceId(Peer peer) {
        if (peer instanceof Peer.Group group) {
            return group.groupId();
        }
        return peer instanceof Peer.Prefixes prefixes ? prefixes.prefixListId() : "";
    }
}
