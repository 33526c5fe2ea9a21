package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which events pass: everything (empty), terms ({@code REJECT -OK ?a ?b "a phrase"}), or columns
 * ({@code [version, ..., action="REJECT", status]}). Patterns for JSON events are refused.
 */
interface FilterPattern {

    /** The columns named by the pattern if the event passes (none unless it is a pattern of columns). */
    Optional<Map<String, String>> match(String message);

    static FilterPattern of(String text) {
        String pattern = text.strip();
        if (pattern.startsWith("[")) {
            return ColumnPattern.of(pattern);
        }
        if (pattern.startsWith("{") || pattern.startsWith("%")) {
            throw invalid();
        }
        return terms(pattern);
    }

    static AwsException invalid() {
        return AwsException.badRequest("InvalidParameterException", "Invalid filter pattern");
    }

    private static FilterPattern terms(String pattern) {
        List<String> all = new ArrayList<>();
        List<String> any = new ArrayList<>();
        List<String> none = new ArrayList<>();
        Matcher terms = Pattern.compile("([?-]?)(?:\"([^\"]*)\"|(\\S+))").matcher(pattern);
        while (terms.find()) {
            String term = terms.group(2) == null ? terms.group(3) : terms.group(2);
            List<String> kind = switch (terms.group(1)) {
                case "?" -> any;
                case "-" -> none;
                default -> all;
            };
            kind.add(term);
        }
        return message -> {
            boolean passes = all.stream().allMatch(message::contains)
                    && (any.isEmpty() || any.stream().anyMatch(message::contains))
                    && none.stream().noneMatch(message::contains);
            return passes ? Optional.of(Map.of()) : Optional.empty();
        };
    }
}
