package io.flowlens.whatif;

import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.PlannedChange;
import java.util.ArrayList;
import java.util.List;

/** A network somebody thinks of, as it follows from the one that was recorded. */
@FunctionalInterface
public interface ChangedNetwork {

    /**
     * The changed network.
     *
     * @param recorded complete, with its history
     * @throws WhatIfException when the change cannot be made in that network
     */
    NetworkHistory of(NetworkHistory recorded);

    /** What the change says of itself, such as what could not be known. */
    default List<String> notes() {
        return List.of();
    }

    /** All wishes together, in their order. */
    static ChangedNetwork by(List<Wish> wishes) {
        return recorded -> new PlannedChange(edits(wishes, recorded)).in(recorded);
    }

    private static List<PlannedChange.Edit> edits(List<Wish> wishes, NetworkHistory recorded) {
        var edits = new ArrayList<PlannedChange.Edit>();
        for (Wish wish : wishes) {
            PlannedChange.Edit edit = wish.in(recorded);
            var sofar = new PlannedChange(edits);
            if (edit.rule().added() && edit.rule().rule() instanceof AclEntry entry) {
                recorded.timeline(edit.componentId())
                        .stateAt(Long.MAX_VALUE)
                        .map(sofar::in)
                        .filter(acl -> acl instanceof NetworkAcl known && isTaken(known, entry))
                        .ifPresent(acl -> {
                            throw new WhatIfException("%s: number %d is taken in %s: remove that entry, too"
                                    .formatted(wish.place(), entry.number(), acl.id()));
                        });
            }
            edits.add(edit);
        }
        return edits;
    }

    private static boolean isTaken(NetworkAcl acl, AclEntry entry) {
        return acl.entries(entry.egress()).stream().anyMatch(old -> old.number() == entry.number());
    }
}
