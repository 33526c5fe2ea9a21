package io.flowlens.whatif;

import io.flowlens.network.AclEntry;
import io.flowlens.network.Change;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.PlannedChange;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.Resource;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing that somebody wants changed, before it is known what it means in a network. */
public sealed interface Wish {

    /** Where it was written, for messages. */
    String place();

    /**
     * What is to be edited.
     *
     * @throws WhatIfException when the network has nothing of that kind
     */
    Edit in(NetworkHistory network);

    /** A rule or entry that is written out. */
    record Rule(String place, Edit edit) implements Wish {

        @Override
        public Edit in(NetworkHistory network) {
            List<Resource> states = states(network, edit.componentId()).toList();
            if (states.isEmpty()) {
                throw missing(place, edit.componentId() + " is not in the recorded network");
            }
            if (!edit.rule().added() && states.stream().noneMatch(this::holds)) {
                throw missing(
                        place,
                        "%s has no such rule: %s"
                                .formatted(
                                        edit.componentId(), edit.rule().rule().describe()));
            }
            return edit;
        }

        private boolean holds(Resource state) {
            return !new PlannedChange(List.of(edit)).in(state).equals(state);
        }
    }

    /** A rule of a group to be removed, by its id alone. */
    record RemoveRule(String place, String ruleId) implements Wish {

        @Override
        public Edit in(NetworkHistory network) {
            return network.ids().stream()
                    .flatMap(id -> states(network, id))
                    .filter(SecurityGroup.class::isInstance)
                    .map(SecurityGroup.class::cast)
                    .flatMap(group -> Stream.of(false, true)
                            .flatMap(outbound -> group.rules(outbound).stream()
                                    .filter(rule -> rule.id().equals(ruleId))
                                    .map(rule -> removal(group.id(), outbound, rule))))
                    .findFirst()
                    .orElseThrow(() -> missing(place, "no group of the recorded network has a rule " + ruleId));
        }

        private static Edit removal(String groupId, boolean outbound, SecurityGroupRule rule) {
            return new Edit(groupId, new RuleChange(false, outbound, rule));
        }
    }

    /** An entry of an ACL to be removed, by its number alone. */
    record RemoveEntry(String place, String aclId, boolean outbound, int number) implements Wish {

        @Override
        public Edit in(NetworkHistory network) {
            return states(network, aclId)
                    .filter(NetworkAcl.class::isInstance)
                    .map(NetworkAcl.class::cast)
                    .flatMap(acl -> acl.entries(outbound).stream())
                    .filter(entry -> entry.number() == number && number != AclEntry.LAST)
                    .findFirst()
                    .map(entry -> new Edit(aclId, new RuleChange(false, outbound, entry)))
                    .orElseThrow(() -> missing(
                            place,
                            "%s of the recorded network has no %s entry %d"
                                    .formatted(aclId, outbound ? "outbound" : "inbound", number)));
        }
    }

    private static Stream<Resource> states(NetworkHistory network, String id) {
        return network.changesBetween(Long.MIN_VALUE, Long.MAX_VALUE, List.of(id)).stream()
                .map(Change::after)
                .flatMap(Optional::stream);
    }

    private static WhatIfException missing(String place, String what) {
        return new WhatIfException(place + ": " + what);
    }
}
