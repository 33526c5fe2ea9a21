package io.flowlens.provisioner.lab;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The mark on everything the lab makes. Only what carries it is ever deleted: in an account where somebody followed the
 * tutorial by hand, the same names are theirs.
 */
final class LabTags {

    static final String KEY = "flowlens:lab";
    static final String VALUE = "flow-logs-project";

    private LabTags() {}

    static TagSpecification on(ResourceType type, String name) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(
                        Tag.builder().key("Name").value(name).build(),
                        Tag.builder().key(KEY).value(VALUE).build())
                .build();
    }

    static Map<String, String> map(String name) {
        return Map.of("Name", name, KEY, VALUE);
    }

    static List<software.amazon.awssdk.services.iam.model.Tag> iam(String name) {
        return List.of(iamTag("Name", name), iamTag(KEY, VALUE));
    }

    static boolean ours(List<Tag> tags) {
        return tags.stream().anyMatch(tag -> mark(tag.key(), tag.value()));
    }

    static boolean ours(Map<String, String> tags) {
        return VALUE.equals(tags.get(KEY));
    }

    static boolean oursInIam(List<software.amazon.awssdk.services.iam.model.Tag> tags) {
        return tags.stream().anyMatch(tag -> mark(tag.key(), tag.value()));
    }

    private static boolean mark(String key, String value) {
        return KEY.equals(key) && VALUE.equals(value);
    }

    private static software.amazon.awssdk.services.iam.model.Tag iamTag(String key, String value) {
        return software.amazon.awssdk.services.iam.model.Tag.builder()
                .key(key)
                .value(value)
                .build();
    }
}
