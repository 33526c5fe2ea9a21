package io.flowlens.flowlog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks and types the columns of a line that is cut, whatever they hold. */
final class ColumnParser {

    private static final Map<FieldType, WordText> WORDS = new EnumMap<>(Map.of(
            FieldType.ACTION, WordText.ACTIONS,
            FieldType.LOG_STATUS, WordText.STATUSES,
            FieldType.FLOW_DIRECTION, WordText.DIRECTIONS));

    private final Columns columns;
    private final FieldType[] types;
    private final WordText[] words;
    private final AddressText address = new AddressText();

    ColumnParser(Format format, Columns columns) {
        this.columns = columns;
        types = IntStream.range(0, format.columns().size())
                .mapToObj(format::typeOf)
                .toArray(FieldType[]::new);
        words = Arrays.stream(types).map(WORDS::get).toArray(WordText[]::new);
    }

    /** Whether no column is anything else than text, so that any line with enough columns fits. */
    boolean isTextOnly() {
        return Arrays.stream(types).allMatch(FieldType.TEXT::equals);
    }

    /** The words this column may hold, {@code null} if its field is not of words. */
    WordText wordsOf(int column) {
        return words[column];
    }

    /** Whether every column is what its field may be; if so, all values are stored. */
    boolean parse() {
        for (int column = 0; column < types.length; column++) {
            if (!parse(column)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this column is what its field may be; if so, its value is stored. */
    boolean parse(int column) {
        return switch (types[column]) {
            case TEXT -> true;
            case ADDRESS -> address.read(columns, column);
            case INT, LONG, PORT, PROTOCOL ->
                store(column, NumberText.read(columns.text, columns.starts[column], columns.ends[column]));
            case TIME -> store(column, NumberText.readTime(columns.text, columns.starts[column], columns.ends[column]));
            case ACTION, LOG_STATUS, FLOW_DIRECTION -> storeWord(column);
        };
    }

    private boolean store(int column, long value) {
        columns.values[column] = value;
        return value >= Columns.ABSENT && value <= types[column].limit();
    }

    private boolean storeWord(int column) {
        long value = words[column].read(columns.text, columns.starts[column], columns.ends[column]);
        columns.values[column] = value;
        return value >= Columns.ABSENT;
    }
}
