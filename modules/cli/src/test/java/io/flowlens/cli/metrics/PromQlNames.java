package io.flowlens.cli.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a PromQL expression names: of its words, those that are no function, no keyword and no label. */
final class PromQlNames {

    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.*), *\\w+\\)$");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:])(?!\\s*\\()");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private PromQlNames() {}

    static Set<String> of(String expression) {
        String bare = LABEL_VALUES.matcher(expression.strip()).replaceAll("$1");
        for (Pattern noMetric : new Pattern[] {TEXT, SELECTOR, RANGE, LABELS}) {
            bare = noMetric.matcher(bare).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        for (Matcher word = WORD.matcher(bare); word.find(); ) {
            if (!KEYWORDS.contains(word.group())) {
                names.add(word.group());
            }
        }
        return names;
    }
}
