package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers the facts about an interface as of a moment. What many interfaces share, a group's members, is kept. */
final class FactsReader {

    /** Groups and prefix lists kept; past it all are read again, which costs time and nothing else. */
    private static final int MAX_REFERENCES = 20_000;

    private final NetworkHistory history;
    private final Tolerance tolerance;
    private final Map<String, Kept> references = new HashMap<>();

    private record Kept(Reference reference, Lookup lookup) {}

    FactsReader(NetworkHistory history, Tolerance tolerance) {
        this.history = history;
        this.tolerance = tolerance;
    }

    Lookup lookup(long millis, long horizon) {
        return new Lookup(history, millis, horizon, tolerance);
    }

    /** Empty when the inventory has no such interface at that moment. */
    Optional<Facts> read(String interfaceId, Lookup lookup) {
        return lookup.find(NetworkInterface.class, interfaceId).map(found -> facts(found, lookup));
    }

    private Facts facts(NetworkInterface found, Lookup lookup) {
        var groups = new ArrayList<SecurityGroup>();
        var missing = new ArrayList<Note>();
        for (String id : found.groupIds()) {
            lookup.find(SecurityGroup.class, id)
                    .ifPresentOrElse(groups::add, () -> missing.add(missing(id, Note.Kind.UNKNOWN_GROUP)));
        }
        Optional<Subnet> subnet = lookup.find(Subnet.class, found.subnetId());
        Optional<NetworkAcl> acl = acl(found.subnetId(), lookup);
        Map<String, Reference> pointedAt = references(groups, lookup);
        long firstSeen = firstSeen(found, groups, subnet, acl, lookup);
        var sighted = new Facts.Sighted(lookup.from(), lookup.until(), firstSeen);
        return new Facts(
                found,
                List.copyOf(groups),
                List.copyOf(missing),
                subnet,
                acl,
                gap(found, subnet, acl),
                pointedAt,
                sighted);
    }

    /** Where two ACLs claim a subnet, as while it is moved from one to the other, the newer claim counts. */
    private static Optional<NetworkAcl> acl(String subnetId, Lookup lookup) {
        var claims = new ArrayList<NetworkAcl>();
        for (String id : lookup.read(history -> history.acls(subnetId)).ids()) {
            lookup.findMentioned(NetworkAcl.class, id)
                    .filter(acl -> acl.subnetIds().contains(subnetId))
                    .ifPresent(claims::add);
        }
        return claims.stream().max(Comparator.comparingLong(acl -> lookup.sinceOf(acl.id())));
    }

    private static Optional<Note> gap(NetworkInterface found, Optional<Subnet> subnet, Optional<NetworkAcl> acl) {
        if (subnet.isEmpty()) {
            return Optional.of(missing(found.subnetId(), Note.Kind.UNKNOWN_ACL));
        }
        return acl.isPresent()
                ? Optional.empty()
                : Optional.of(new Note(Note.Kind.UNKNOWN_ACL, "the inventory held no ACL of " + found.subnetId()));
    }

    private static Note missing(String id, Note.Kind kind) {
        return new Note(kind, "the inventory did not hold " + id);
    }

    /** When the last of what was found was first seen. */
    private static long firstSeen(
            NetworkInterface found,
            List<SecurityGroup> groups,
            Optional<Subnet> subnet,
            Optional<NetworkAcl> acl,
            Lookup lookup) {
        Stream<Resource> all = Stream.of(Stream.of(found), groups.stream(), subnet.stream(), acl.stream())
                .flatMap(some -> some);
        return all.mapToLong(one -> lookup.firstSeen(one.id())).max().orElse(Long.MIN_VALUE);
    }

    private Map<String, Reference> references(List<SecurityGroup> groups, Lookup lookup) {
        var found = new HashMap<String, Reference>();
        for (SecurityGroup group : groups) {
            for (boolean outbound : new boolean[] {false, true}) {
                for (SecurityGroupRule rule : group.rules(outbound)) {
                    if (!(rule.peer() instanceof Peer.Block)) {
                        found.computeIfAbsent(Facts.referenceId(rule.peer()), id -> reference(id, rule.peer(), lookup));
                    }
                }
            }
        }
        return found;
    }

    private Reference reference(String id, Peer peer, Lookup lookup) {
        Kept kept = references.get(id);
        if (kept == null || !lookup.isCoveredBy(kept.lookup()) || !kept.lookup().stillHolds()) {
            Lookup own = lookup.again();
            kept = new Kept(peer instanceof Peer.Group ? members(id, own) : prefixes(id, own), own);
            if (references.size() >= MAX_REFERENCES) {
                references.clear();
            }
            references.put(id, kept);
        }
        lookup.join(kept.lookup());
        return kept.reference();
    }

    private static Reference members(String groupId, Lookup lookup) {
        boolean known = lookup.find(SecurityGroup.class, groupId).isPresent();
        var addresses = new ArrayList<Cidr>();
        for (String id : lookup.read(history -> history.members(groupId)).ids()) {
            lookup.findMentioned(NetworkInterface.class, id)
                    .filter(member -> member.groupIds().contains(groupId))
                    .ifPresent(member -> member.addresses().inside().forEach(one -> addresses.add(Block.single(one))));
        }
        return new Reference(AddressRanges.of(addresses), known);
    }

    private static Reference prefixes(String prefixListId, Lookup lookup) {
        return lookup.find(PrefixList.class, prefixListId)
                .map(list -> new Reference(AddressRanges.of(list.cidrs()), true))
                .orElse(Reference.UNKNOWN);
    }
}
