package io.flowlens.ingester.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.topics.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what S3 says of new objects, whether it came straight, through an SNS topic or through EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">AWS on event
 *     messages</a>
 */
final class ObjectNotices {

    private static final int MAX_LAYERS = 2;

    private final String bucket;

    ObjectNotices(String bucket) {
        this.bucket = bucket;
    }

    /** The keys of the objects made in the bucket, none for a message of another kind; empty when it is no JSON. */
    Optional<List<String>> keys(String message) {
        try {
            JsonNode notice = Json.mapper().readTree(message);
            for (int layer = 0; layer < MAX_LAYERS && notice.path("Message").isTextual(); layer++) {
                notice = Json.mapper().readTree(notice.path("Message").textValue());
            }
            return notice.isObject() ? Optional.of(keys(notice)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private List<String> keys(JsonNode notice) {
        List<String> keys = new ArrayList<>();
        for (JsonNode event : notice.path("Records")) {
            if (event.path("eventName").asText().startsWith("ObjectCreated:")) {
                add(event.path("s3"), true, keys);
            }
        }
        if (notice.path("detail-type").asText().equals("Object Created")) {
            add(notice.path("detail"), false, keys);
        }
        return keys;
    }

    private void add(JsonNode place, boolean encoded, List<String> keys) {
        String key = place.path("object").path("key").asText();
        if (place.path("bucket").path("name").asText().equals(bucket) && !key.isEmpty()) {
            keys.add(encoded ? decoded(key) : key);
        }
    }

    /** A key that is not encoded well was not encoded at all. */
    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }
}
