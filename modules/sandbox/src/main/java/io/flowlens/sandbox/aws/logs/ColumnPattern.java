package io.flowlens.sandbox.aws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of space-delimited columns; three dots stand for any number of them. */
record ColumnPattern(List<Column> head, List<Column> tail, boolean open) implements FilterPattern {

    private static final Pattern CELL_END = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\[([^\\]]*)\\]|(\\S+)");

    /** A column: its name and what its value must meet. */
    private record Column(String name, ColumnCondition condition) {}

    static ColumnPattern of(String text) {
        if (!text.endsWith("]")) {
            throw FilterPattern.invalid();
        }
        List<Column> head = new ArrayList<>();
        List<Column> tail = new ArrayList<>();
        boolean open = false;
        for (String cell : CELL_END.split(text.substring(1, text.length() - 1))) {
            if (!cell.strip().equals("...")) {
                (open ? tail : head).add(column(cell.strip()));
            } else if (open) {
                throw FilterPattern.invalid();
            } else {
                open = true;
            }
        }
        return new ColumnPattern(head, tail, open);
    }

    private static Column column(String cell) {
        Matcher name = Pattern.compile("^[A-Za-z_][\\w-]*").matcher(cell);
        if (!name.find()) {
            throw FilterPattern.invalid();
        }
        return new Column(name.group(), ColumnCondition.of(name.group(), cell));
    }

    @Override
    public Optional<Map<String, String>> match(String message) {
        List<String> words = words(message);
        int named = head.size() + tail.size();
        if (words.size() < named || !open && words.size() > named) {
            return Optional.empty();
        }
        Map<String, String> fields = new TreeMap<>();
        boolean passes = take(head, words, 0, fields) && take(tail, words, words.size() - tail.size(), fields);
        return passes ? Optional.of(fields) : Optional.empty();
    }

    private static boolean take(List<Column> columns, List<String> words, int from, Map<String, String> fields) {
        for (int i = 0; i < columns.size(); i++) {
            String word = words.get(from + i);
            if (!columns.get(i).condition().test(word)) {
                return false;
            }
            fields.put(columns.get(i).name(), word);
        }
        return true;
    }

    private static List<String> words(String message) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(message);
        while (word.find()) {
            int group = word.group(1) != null ? 1 : word.group(2) != null ? 2 : 3;
            words.add(word.group(group));
        }
        return words;
    }
}
