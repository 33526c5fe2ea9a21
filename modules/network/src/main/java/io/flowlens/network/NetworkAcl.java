package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A stateless filter at the edge of subnets: the first entry that fits decides.
 *
 * @param entries kept in the order AWS asks them: by number, inbound and outbound apart
 * @param subnetIds the subnets it is associated with
 */
public record NetworkAcl(
        String id, String name, String vpcId, boolean isDefault, List<AclEntry> entries, Set<String> subnetIds)
        implements Resource {

    private static final Comparator<AclEntry> AS_ASKED = Comparator.comparing(AclEntry::egress)
            .thenComparingInt(AclEntry::number)
            .thenComparing(entry -> entry.cidr().toString());

    public NetworkAcl {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(vpcId, "vpcId");
        entries = entries.stream().sorted(AS_ASKED).toList();
        subnetIds = Set.copyOf(subnetIds);
    }

    public List<AclEntry> entries(boolean outbound) {
        int inbound = 0;
        while (inbound < entries.size() && !entries.get(inbound).egress()) {
            inbound++;
        }
        return outbound ? entries.subList(inbound, entries.size()) : entries.subList(0, inbound);
    }

    /** The same ACL with an entry more, which takes the place of the one with its number, or without that one. */
    NetworkAcl with(RuleChange change) {
        if (!(change.rule() instanceof AclEntry entry)) {
            throw new IllegalArgumentException("%s is no entry of a network ACL".formatted(change.rule()));
        }
        var changed = new ArrayList<>(entries);
        changed.removeIf(old -> old.number() == entry.number() && old.egress() == entry.egress());
        if (change.added()) {
            changed.add(entry);
        }
        return new NetworkAcl(id, name, vpcId, isDefault, changed, subnetIds);
    }
}
