package io.flowlens.provisioner.iam;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tag on everything that one purpose makes. Only what carries it is ever deleted: the same names may be somebody's.
 *
 * @param key such as {@code flowlens:lab}
 * @param value what tells two of a kind apart
 */
public record Mark(String key, String value) {

    public TagSpecification on(ResourceType type, String name) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(
                        Tag.builder().key("Name").value(name).build(),
                        Tag.builder().key(key).value(value).build())
                .build();
    }

    public Map<String, String> map(String name) {
        return Map.of("Name", name, key, value);
    }

    public List<software.amazon.awssdk.services.iam.model.Tag> iam(String name) {
        return List.of(iamTag("Name", name), iamTag(key, value));
    }

    public boolean isOn(List<Tag> tags) {
        return tags.stream().anyMatch(tag -> is(tag.key(), tag.value()));
    }

    public boolean isOn(Map<String, String> tags) {
        return value.equals(tags.get(key));
    }

    public boolean isOnIam(List<software.amazon.awssdk.services.iam.model.Tag> tags) {
        return tags.stream().anyMatch(tag -> is(tag.key(), tag.value()));
    }

    private boolean is(String otherKey, String otherValue) {
        return key.equals(otherKey) && value.equals(otherValue);
    }

    private static software.amazon.awssdk.services.iam.model.Tag iamTag(String key, String value) {
        return software.amazon.awssdk.services.iam.model.Tag.builder()
                .key(key)
                .value(value)
                .build();
    }
}
