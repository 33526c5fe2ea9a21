package io.flowlens.ingester.lines;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts lines by the interface they belong to, each interface's in their order: the word in the column that the format
 * calls {@code interface-id}, or without a format the first word that starts with {@code eni-}.
 */
final class LineGroups {

    /** Lines that name no interface. */
    static final String NONE = "";

    private static final byte[] START = "eni-".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ID = 64;
    private static final int ANY = -2;

    /** A line's place in the text. */
    record Line(int from, int to) {}

    private final byte[] text;
    private final int column;

    /** @param format of the lines, or null when it is not known */
    LineGroups(byte[] text, String format) {
        this.text = text;
        this.column = format == null ? ANY : HeaderLine.interfaceColumn(format);
    }

    /** Interface id to its lines; interfaces in the order they turn up. */
    Map<String, List<Line>> from(int start) {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        int from = start;
        while (from < text.length) {
            int to = endOfLine(from);
            groups.computeIfAbsent(interfaceOf(from, to), id -> new ArrayList<>())
                    .add(new Line(from, to));
            from = to + 1;
        }
        return groups;
    }

    int endOfLine(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private String interfaceOf(int from, int to) {
        int word = 0;
        int at = from;
        while (at < to) {
            int end = endOfWord(at, to);
            if ((column == ANY || column == word) && isInterface(at, end)) {
                return new String(text, at, end - at, StandardCharsets.US_ASCII);
            }
            at = end + 1;
            word++;
        }
        return NONE;
    }

    private int endOfWord(int from, int to) {
        int at = from;
        while (at < to && text[at] != ' ' && text[at] != '\r') {
            at++;
        }
        return at;
    }

    private boolean isInterface(int from, int to) {
        if (to - from <= START.length || to - from > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < START.length; i++) {
            if (text[from + i] != START[i]) {
                return false;
            }
        }
        for (int at = from + START.length; at < to; at++) {
            if (Character.digit(text[at], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
