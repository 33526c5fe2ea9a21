package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of all resources. */
final class Tags {

    private static final int MAX_TAGS = 50;
    private static final Filters FILTERS =
            Filters.of("resource-id", "resourceId", "resource-type", "resourceType", "key", "key", "value", "value");

    /** Every resource that there is, with tags or without. */
    private final Map<String, Map<String, String>> byResource = new TreeMap<>();

    void register(Service service) {
        service.on("CreateTags", DryRun.of(this::create))
                .on("DeleteTags", DryRun.of(this::delete))
                .on("DescribeTags", DryRun.of(this::describe));
    }

    void admit(String resourceId) {
        byResource.put(resourceId, new TreeMap<>());
    }

    /** Takes the tags that a call specifies for resources of this type. */
    void tag(String resourceId, Params params) {
        String type = ResourceType.ofId(resourceId).tagged();
        params.structures("TagSpecification").stream()
                .filter(specification -> type.equals(specification.text("ResourceType")))
                .forEach(specification -> put(resourceId, specification.structures("Tag")));
    }

    void forget(String resourceId) {
        byResource.remove(resourceId);
    }

    /** The tags of a resource, null if it has none. */
    List<Tree> of(String resourceId) {
        Map<String, String> tags = byResource.getOrDefault(resourceId, Map.of());
        return tags.isEmpty() ? null : list(tags);
    }

    private static List<Tree> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tree.of("key", tag.getKey(), "value", tag.getValue()))
                .toList();
    }

    private Map<String, String> named(String resourceId) {
        Map<String, String> tags = byResource.get(resourceId);
        if (tags == null) {
            throw ResourceType.ofId(resourceId).missing(resourceId);
        }
        return tags;
    }

    private void put(String resourceId, List<Params> tags) {
        Map<String, String> own = named(resourceId);
        tags.forEach(tag -> own.put(tag.required("Key"), tag.text("Value", "")));
        if (own.size() > MAX_TAGS) {
            throw AwsException.badRequest(
                    "TagLimitExceeded", "The maximum number of tags for resource " + resourceId + " has been reached.");
        }
    }

    private Tree create(Params params) {
        List<String> ids = params.texts("ResourceId");
        ids.forEach(this::named);
        ids.forEach(id -> put(id, params.structures("Tag")));
        return Tree.of("return", true);
    }

    private Tree delete(Params params) {
        for (String id : params.texts("ResourceId")) {
            Map<String, String> own = named(id);
            if (!params.has("Tag")) {
                own.clear();
            }
            for (Params tag : params.structures("Tag")) {
                String key = tag.required("Key");
                if (!tag.has("Value") || tag.text("Value").equals(own.get(key))) {
                    own.remove(key);
                }
            }
        }
        return Tree.of("return", true);
    }

    private Tree describe(Params params) {
        List<Tree> all = new ArrayList<>();
        byResource.forEach((id, tags) -> list(tags).forEach(tag -> {
            all.add(Tree.of(
                            "resourceId",
                            id,
                            "resourceType",
                            ResourceType.ofId(id).tagged())
                    .and("key", tag.get("key"), "value", tag.get("value")));
        }));
        return Listing.page("tagSet", FILTERS.apply(all, params), params);
    }
}
