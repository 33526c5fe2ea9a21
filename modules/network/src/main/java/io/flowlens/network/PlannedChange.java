package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rules that somebody plans to add to and to remove from security groups and network ACLs.
 *
 * @param edits applied in this order
 */
public record PlannedChange(List<Edit> edits) {

    /** @param componentId the security group or network ACL that is edited */
    public record Edit(String componentId, RuleChange rule) {

        public Edit {
            requireNonNull(componentId, "componentId");
            requireNonNull(rule, "rule");
        }
    }

    public PlannedChange {
        edits = List.copyOf(edits);
    }

    /** The history as it would have been with the change made before its beginning. */
    public NetworkHistory in(NetworkHistory history) {
        return history.mapped(this::in);
    }

    /** The resource with what concerns it; the same object when nothing does. */
    public Resource in(Resource resource) {
        Resource changed = resource;
        for (Edit edit : edits) {
            if (edit.componentId().equals(resource.id())) {
                changed = with(changed, edit.rule());
            }
        }
        return changed;
    }

    private static Resource with(Resource resource, RuleChange rule) {
        if (resource instanceof SecurityGroup group) {
            return group.with(rule);
        }
        return resource instanceof NetworkAcl acl ? acl.with(rule) : resource;
    }
}
