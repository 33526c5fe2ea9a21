package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of one IAM resource. */
final class Tags {

    private final Map<String, String> values = new TreeMap<>();

    void add(List<Params> tags) {
        tags.forEach(tag -> values.put(tag.required("Key"), tag.text("Value", "")));
    }

    void remove(List<String> keys) {
        keys.forEach(values::remove);
    }

    List<Tree> describe() {
        return values.entrySet().stream()
                .map(tag -> Tree.of("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
    }

    /** The tags, or null when there are none: an entity's description then leaves them out. */
    List<Tree> describeIfAny() {
        return values.isEmpty() ? null : describe();
    }
}
