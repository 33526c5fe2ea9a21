package io.flowlens.sandbox.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is set on a queue; bounds and defaults are AWS's. */
final class QueueAttributes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Setting> SETTINGS = Map.of(
            "VisibilityTimeout", new Setting(30, 0, 43_200),
            "MessageRetentionPeriod", new Setting(345_600, 60, 1_209_600),
            "DelaySeconds", new Setting(0, 0, 900),
            "ReceiveMessageWaitTimeSeconds", new Setting(0, 0, 20),
            "MaximumMessageSize", new Setting(1_048_576, 1024, 1_048_576));

    private final Map<String, String> values = new TreeMap<>();
    private final Instant created;
    private Instant modified;

    private record Setting(int otherwise, int min, int max) {}

    /** Where messages go that were received so often in vain. */
    record Redrive(String queueArn, int receipts) {}

    QueueAttributes(Map<String, String> given, Instant now) {
        SETTINGS.forEach((name, setting) -> values.put(name, Integer.toString(setting.otherwise)));
        created = now;
        set(given, now);
    }

    void set(Map<String, String> given, Instant now) {
        given.forEach(QueueAttributes::requireValid);
        values.putAll(given);
        values.values().removeIf(String::isEmpty);
        modified = now;
    }

    private static void requireValid(String name, String value) {
        Setting setting = SETTINGS.get(name);
        if (setting != null) {
            requireWithin(name, value, setting);
        } else if (name.equals("RedrivePolicy")) {
            redrive(value);
        } else if (!name.equals("Policy")) {
            throw unknown(name);
        }
    }

    private static void requireWithin(String name, String value, Setting setting) {
        boolean valid = value.matches("\\d{1,9}")
                && Integer.parseInt(value) >= setting.min
                && Integer.parseInt(value) <= setting.max;
        if (!valid) {
            throw invalid(name, value);
        }
    }

    private static AwsException invalid(String name, String value) {
        return AwsException.badRequest(
                "InvalidAttributeValue", "Invalid value %s for the parameter %s.".formatted(value, name));
    }

    static AwsException unknown(String name) {
        return AwsException.badRequest("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    /** Null without a redrive policy. */
    Redrive redrive() {
        String policy = values.get("RedrivePolicy");
        return policy == null ? null : redrive(policy);
    }

    private static Redrive redrive(String policy) {
        if (policy.isEmpty()) {
            return null;
        }
        try {
            JsonNode tree = JSON.readTree(policy);
            String arn = tree.path("deadLetterTargetArn").asText();
            int receipts = tree.path("maxReceiveCount").asInt();
            if (!arn.isEmpty() && receipts >= 1 && receipts <= 1000) {
                return new Redrive(arn, receipts);
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw invalid("RedrivePolicy", policy);
    }

    int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    int retentionSeconds() {
        return number("MessageRetentionPeriod");
    }

    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(values);
        all.put("CreatedTimestamp", Long.toString(created.getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(modified.getEpochSecond()));
        return all;
    }

    /** The first attribute that is set otherwise here, null if none. */
    String differing(Map<String, String> given) {
        return given.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(values.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
