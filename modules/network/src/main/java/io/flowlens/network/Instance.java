package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** A machine, for its name: what it may send and receive hangs on its interfaces. */
public record Instance(String id, String name, String state, Map<String, String> tags) implements Resource {

    /** AWS allows fifty tags on a resource. */
    private static final int MAX_TAGS = 50;

    /** AWS puts it on every machine that a group starts. */
    private static final String GROUP_TAG = "aws:autoscaling:groupName";

    public Instance {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        tags = Map.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("%s has %d tags, AWS allows %d".formatted(id, tags.size(), MAX_TAGS));
        }
    }

    /** The auto scaling group it belongs to, empty when it belongs to none. */
    public String autoScalingGroup() {
        return tags.getOrDefault(GROUP_TAG, "");
    }
}
