package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The filters of a listing: each name stands for a path into what is listed. Tags can always be filtered by. */
final class Filters {

    private final Map<String, String> paths;

    private Filters(Map<String, String> paths) {
        this.paths = paths;
    }

    /** @param namesAndPaths a filter's name, then its path such as {@code attachment.instanceId}; lists are looked through */
    static Filters of(String... namesAndPaths) {
        Map<String, String> paths = new TreeMap<>();
        for (int i = 0; i < namesAndPaths.length; i += 2) {
            paths.put(namesAndPaths[i], namesAndPaths[i + 1]);
        }
        return new Filters(paths);
    }

    /** What passes all filters of a call. A filter passes an item if any of its values, {@code *} and {@code ?} allowed, matches. */
    List<Tree> apply(List<Tree> items, Params params) {
        Predicate<Tree> all = item -> true;
        for (Params filter : params.structures("Filter")) {
            all = all.and(predicate(filter.required("Name"), filter.texts("Value")));
        }
        return items.stream().filter(all).toList();
    }

    private Predicate<Tree> predicate(String name, List<String> wanted) {
        List<Pattern> patterns = wanted.stream().map(Filters::pattern).toList();
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return item -> values(item, "tagSet".split("\\."), 0)
                    .map(tag -> (Tree) tag)
                    .anyMatch(tag -> key.equals(tag.get("key")) && matches(tag.get("value"), patterns));
        }
        String path = switch (name) {
            case "tag-key" -> "tagSet.key";
            case "tag-value" -> "tagSet.value";
            default -> paths.get(name);
        };
        if (path == null) {
            throw AwsException.badRequest("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        String[] steps = path.split("\\.");
        return item -> values(item, steps, 0).anyMatch(value -> matches(value, patterns));
    }

    private static Stream<?> values(Object at, String[] steps, int step) {
        if (at instanceof List<?> list) {
            return list.stream().flatMap(each -> values(each, steps, step));
        }
        if (step == steps.length) {
            return Stream.ofNullable(at);
        }
        return at instanceof Tree tree ? values(tree.get(steps[step]), steps, step + 1) : Stream.empty();
    }

    private static boolean matches(Object value, List<Pattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(value.toString()).matches());
    }

    private static Pattern pattern(String wanted) {
        StringBuilder regex = new StringBuilder();
        for (char c : wanted.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
