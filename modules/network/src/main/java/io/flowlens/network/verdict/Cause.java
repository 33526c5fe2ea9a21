package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.FlowDirection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that blocks the packet.
 *
 * @param components the groups (all of the interface) or the ACL
 * @param aclEntry the number of the entry that decided, 32767 for the final {@code *}; empty for groups
 * @param nearestMiss the group rule that came nearest to allowing it
 * @param text one sentence
 */
public record Cause(
        CauseCode code,
        FlowDirection direction,
        List<Component> components,
        OptionalInt aclEntry,
        Optional<NearestMiss> nearestMiss,
        String text) {

    /** A resource by id and name; the name is empty when it has none. */
    public record Component(String id, String name) {
        public Component {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name.isEmpty() ? id : id + " (" + name + ")";
        }
    }

    public Cause {
        requireNonNull(code, "code");
        requireNonNull(direction, "direction");
        components = List.copyOf(components);
        requireNonNull(aclEntry, "aclEntry");
        requireNonNull(nearestMiss, "nearestMiss");
        requireNonNull(text, "text");
    }
}
