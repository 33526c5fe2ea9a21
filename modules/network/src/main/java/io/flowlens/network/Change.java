package io.flowlens.network;

import java.util.List;
import java.util.Optional;

/**
 * A resource that is no longer as it was.
 *
 * @param seenAt when the new state was first seen, epoch milliseconds; the change itself is older by up to one poll
 * @param before empty when the resource is new
 * @param after empty when the resource is gone
 */
public record Change(String id, long seenAt, Optional<Resource> before, Optional<Resource> after) {

    static Change of(Resource before, Resource after, long seenAt) {
        Resource named = after == null ? before : after;
        return new Change(named.id(), seenAt, Optional.ofNullable(before), Optional.ofNullable(after));
    }

    /** The rules added and removed, removed ones first; empty when neither state is a security group or an ACL. */
    public List<RuleChange> rules() {
        return RuleChange.between(before.orElse(null), after.orElse(null));
    }
}
