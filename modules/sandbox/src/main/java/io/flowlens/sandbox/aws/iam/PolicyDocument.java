package io.flowlens.sandbox.aws.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Whether a statement allows who has this ARN to assume the role; an account stands for all that is in it. */
    boolean trusts(String caller, Map<String, List<String>> context) {
        String root = "arn:aws:iam::" + caller.split(":")[4] + ":root";
        Question question = new Question("sts:AssumeRole", "", context);
        return statements().stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> each(statement.path("Principal").path("AWS")).stream()
                        .map(JsonNode::asText)
                        .anyMatch(name -> name.equals("*") || name.equals(caller) || name.equals(root)))
                .anyMatch(statement -> PolicyEvaluation.conditionsHold(statement, question));
    }

    List<JsonNode> statements() {
        return each(json.path("Statement"));
    }

    /** Whether a statement allows this service to assume the role. */
    boolean trusts(String service) {
        for (JsonNode statement : statements()) {
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
    static List<JsonNode> each(JsonNode oneOrMany) {
        List<JsonNode> nodes = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(nodes::add);
        } else if (!oneOrMany.isMissingNode()) {
            nodes.add(oneOrMany);
        }
        return nodes;
    }
}
