package io.flowlens.provisioner.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filter pattern that lets the rejected flows of one LogFormat through. */
final class RejectPattern {

    private static final Pattern FIELD = Pattern.compile("\\$\\{([a-z0-9-]+)}");

    private RejectPattern() {}

    /**
     * @param format LogFormat, such as <code>${version} ${account-id} ...</code>
     * @throws IllegalArgumentException when it has no action
     */
    static String of(String format) {
        List<String> columns = new ArrayList<>();
        Matcher fields = FIELD.matcher(format);
        while (fields.find()) {
            // A pattern's names are words.
            String name = fields.group(1).replace('-', '_');
            columns.add(name.equals("action") ? "action=\"REJECT\"" : name);
        }
        if (!columns.contains("action=\"REJECT\"")) {
            throw new IllegalArgumentException("log format \"%s\" has no action".formatted(format));
        }
        return "[" + String.join(", ", columns) + "]";
    }
}
