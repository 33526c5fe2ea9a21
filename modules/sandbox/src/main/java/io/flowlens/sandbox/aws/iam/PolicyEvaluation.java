package io.flowlens.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Holds a question against policies: one that denies wins, one that allows is needed. Policy variables are not known. */
final class PolicyEvaluation {

    /** The decisions as IAM's policy simulator calls them. */
    static final String ALLOWED = "allowed";

    static final String EXPLICIT_DENY = "explicitDeny";
    static final String IMPLICIT_DENY = "implicitDeny";

    private static final String IF_EXISTS = "IfExists";
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringLike", PolicyEvaluation::like,
            "ArnEquals", PolicyEvaluation::like,
            "ArnLike", PolicyEvaluation::like,
            "Bool", String::equalsIgnoreCase);
    private static final Map<String, String> OPPOSITES = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike");

    private PolicyEvaluation() {}

    static String decide(List<PolicyDocument> policies, Question question) {
        String decision = IMPLICIT_DENY;
        for (PolicyDocument policy : policies) {
            for (JsonNode statement : policy.statements()) {
                if (!isAbout(statement, question) || !conditionsHold(statement, question)) {
                    continue;
                }
                if (statement.path("Effect").asText().equals("Deny")) {
                    return EXPLICIT_DENY;
                }
                decision = ALLOWED;
            }
        }
        return decision;
    }

    private static boolean isAbout(JsonNode statement, Question question) {
        return matches(statement, "Action", question.action().toLowerCase(Locale.ROOT), true)
                && matches(statement, "Resource", question.resource(), false);
    }

    private static boolean matches(JsonNode statement, String member, String value, boolean ignoreCase) {
        boolean negated = statement.has("Not" + member);
        boolean any = PolicyDocument.each(statement.path(negated ? "Not" + member : member)).stream()
                .map(JsonNode::asText)
                .anyMatch(pattern -> like(ignoreCase ? pattern.toLowerCase(Locale.ROOT) : pattern, value));
        return any != negated;
    }

    static boolean conditionsHold(JsonNode statement, Question question) {
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                List<String> actual = question.context().get(key.getKey().toLowerCase(Locale.ROOT));
                if (!holds(operator.getKey(), PolicyDocument.each(key.getValue()), actual)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean holds(String operator, List<JsonNode> wanted, List<String> actual) {
        if (operator.equals("Null")) {
            return wanted.stream().anyMatch(each -> each.asBoolean() == (actual == null));
        }
        boolean optional = operator.endsWith(IF_EXISTS);
        String name = optional ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
        boolean negated = OPPOSITES.containsKey(name);
        BiPredicate<String, String> test = OPERATORS.get(OPPOSITES.getOrDefault(name, name));
        if (test == null) {
            throw AwsException.badRequest(
                    "InvalidInput", "The sandbox does not know the condition operator " + operator + ".");
        }
        if (actual == null) {
            return optional || negated;
        }
        boolean any =
                actual.stream().anyMatch(value -> wanted.stream().anyMatch(each -> test.test(each.asText(), value)));
        return any != negated;
    }

    /** {@code *} is any text, {@code ?} any one character. */
    private static boolean like(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return value.matches(regex.toString());
    }
}
