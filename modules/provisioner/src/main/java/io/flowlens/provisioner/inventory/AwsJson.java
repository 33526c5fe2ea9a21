package io.flowlens.provisioner.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.topics.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Any object of an answer as the JSON that version 2 of the aws tool prints for {@code ec2 describe-*}: AWS's member names, times as ISO 8601, what AWS
 * did not send left out, a list it sent empty as {@code []}.
 *
 * <p>Equal states give equal bytes, which the aws tool does not promise: members are in alphabetical order, and lists,
 * which are sets in these answers and change their order from call to call, are sorted.
 */
final class AwsJson {

    /** As Python's {@code isoformat} writes it: {@code 2026-01-01T10:00:00+00:00}, with microseconds where there are any. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'");

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");

    /** By what tells the elements of a list apart, where something does; then by all they say. */
    private static final Comparator<JsonNode> ORDER = Comparator.comparing(
                    (JsonNode element) -> element.path("SecurityGroupRuleId").asText())
            .thenComparing(element -> element.path("RuleNumber").asInt())
            .thenComparing(JsonNode::toString);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AwsJson() {}

    static ObjectNode of(SdkPojo object) {
        Map<String, JsonNode> members = new TreeMap<>();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(field.memberName(), value(value));
            }
        }
        return objectOf(members);
    }

    /** The objects as a sorted list. */
    static ArrayNode of(List<? extends SdkPojo> objects) {
        return list(objects);
    }

    static byte[] bytes(ObjectNode object) {
        try {
            return Json.mapper().writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written", e);
        }
    }

    private static JsonNode value(Object value) {
        if (value instanceof SdkPojo object) {
            return of(object);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, JsonNode> members = new TreeMap<>();
            map.forEach((key, member) -> members.put(key.toString(), value(member)));
            return objectOf(members);
        }
        if (value instanceof Instant time) {
            return NODES.textNode(time(time));
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.doubleValue());
        }
        return NODES.textNode(value.toString());
    }

    private static ArrayNode list(List<?> values) {
        List<JsonNode> elements = new ArrayList<>();
        values.forEach(element -> elements.add(value(element)));
        elements.sort(ORDER);
        return NODES.arrayNode().addAll(elements);
    }

    private static ObjectNode objectOf(Map<String, JsonNode> members) {
        ObjectNode object = NODES.objectNode();
        object.setAll(members);
        return object;
    }

    private static String time(Instant time) {
        Instant micros = time.truncatedTo(ChronoUnit.MICROS);
        return (micros.get(ChronoField.NANO_OF_SECOND) == 0 ? SECONDS : MICROS)
                .withZone(ZoneOffset.UTC)
                .format(micros);
    }
}
