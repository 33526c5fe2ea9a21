package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the lines of one {@link Format}: put the fields, take the line, begin anew. Fields that are not put are {@code -}. What
 * it writes, the parser reads. Not thread-safe.
 */
public final class FlowLogWriter {

    private static final String ABSENT = "-";

    private final Format format;
    private final List<String> columns;
    private final String[] texts;
    private final FlowLogParser parser;

    public FlowLogWriter(Format format) {
        this.format = format;
        columns = format.columns();
        texts = new String[columns.size()];
        parser = new FlowLogParser(format);
        Arrays.fill(texts, ABSENT);
    }

    /** Puts a number in the field's own unit; times are in Unix seconds. */
    public FlowLogWriter put(Field field, long number) {
        return put(field, Long.toString(number));
    }

    public FlowLogWriter put(Field field, IpAddress address) {
        return put(field, address.toString());
    }

    /**
     * Puts the text as AWS would write it; tags are percent-encoded already.
     *
     * @throws IllegalArgumentException if the format has no such field
     */
    public FlowLogWriter put(Field field, String text) {
        if (!format.has(field)) {
            throw new IllegalArgumentException("no %s in the format %s".formatted(field.awsName(), format));
        }
        texts[format.columnOf(field)] = text;
        return this;
    }

    /** Puts all fields of a record, of this format or another, that this format has. */
    public FlowLogWriter put(FlowRecord flow) {
        List<String> theirs = flow.format().columns();
        for (int column = 0; column < texts.length; column++) {
            int index = theirs.indexOf(columns.get(column));
            String text = index < 0 ? null : flow.text(index);
            texts[column] = text == null ? texts[column] : text;
        }
        return this;
    }

    /**
     * The line of the fields put since the last one, without a line feed.
     *
     * @throws IllegalArgumentException if a field is not what it may be
     */
    public String line() {
        String line = String.join(" ", texts);
        boolean whole = Arrays.stream(texts)
                .noneMatch(text -> text.isEmpty() || text.chars().anyMatch(c -> c <= ' '));
        Arrays.fill(texts, ABSENT);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (!whole || !parser.parse(bytes, 0, bytes.length).isRecord()) {
            throw new IllegalArgumentException("not a line of the format %s: '%s'".formatted(format, line));
        }
        return line;
    }
}
