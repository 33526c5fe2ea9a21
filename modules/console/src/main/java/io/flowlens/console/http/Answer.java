package io.flowlens.console.http;

import io.flowlens.topics.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param type Content-Type; null where there is no body
 * @param headers beside those that every answer has
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {

    private static final String JSON = "application/json";
    private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");

    static Answer json(Object value) {
        return new Answer(200, JSON, Json.text(value).getBytes(StandardCharsets.UTF_8), NOT_KEPT);
    }

    /** @param sentence what happened and what to do */
    static Answer failure(int status, String sentence) {
        byte[] body = Json.text(Map.of("error", sentence)).getBytes(StandardCharsets.UTF_8);
        return new Answer(status, JSON, body, NOT_KEPT);
    }

    static Answer nothing(int status, Map<String, String> headers) {
        return new Answer(status, null, new byte[0], headers);
    }
}
