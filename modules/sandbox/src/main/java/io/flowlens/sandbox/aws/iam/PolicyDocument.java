package io.flowlens.sandbox.aws.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A policy document as it was given. */
record PolicyDocument(String text, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static PolicyDocument of(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("Statement").isArray() || json.path("Statement").isObject()) {
                return new PolicyDocument(text, json);
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw AwsException.badRequest("MalformedPolicyDocument", "Syntax errors in policy.");
    }

    /** Percent-encoded (RFC 3986), the way IAM returns documents. */
    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /** Whether a statement allows this service to assume the role. */
    boolean trusts(String service) {
        for (JsonNode statement : each(json.path("Statement"))) {
            boolean assumes = each(statement.path("Action")).stream()
                    .anyMatch(action -> action.asText().equals("sts:AssumeRole")
                            || action.asText().equals("*"));
            boolean names = each(statement.path("Principal").path("Service")).stream()
                    .anyMatch(principal -> principal.asText().equals(service));
            if (statement.path("Effect").asText().equals("Allow") && assumes && names) {
                return true;
            }
        }
        return false;
    }

    /** Policies write one thing alone where a list may stand. */
    private static List<JsonNode> each(JsonNode oneOrMany) {
        List<JsonNode> nodes = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(nodes::add);
        } else if (!oneOrMany.isMissingNode()) {
            nodes.add(oneOrMany);
        }
        return nodes;
    }
}
