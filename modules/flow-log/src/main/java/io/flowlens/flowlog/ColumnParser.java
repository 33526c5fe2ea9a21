package io.flowlens.flowlog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks and types the columns of a line that is cut. Columns of one kind are read in one loop, without a decision for each. */
final class ColumnParser {

    private static final Map<FieldType, WordText> WORDS = new EnumMap<>(Map.of(
            FieldType.ACTION, WordText.ACTIONS,
            FieldType.LOG_STATUS, WordText.STATUSES,
            FieldType.FLOW_DIRECTION, WordText.DIRECTIONS));

    private final Columns columns;
    private final int[] numbers;
    private final long[] limits;
    private final int[] times;
    private final int[] addresses;
    private final int[] words;
    private final WordText[] vocabularies;
    private final AddressText address = new AddressText();

    ColumnParser(Format format, Columns columns) {
        this.columns = columns;
        List<FieldType> types = new ArrayList<>();
        for (int column = 0; column < format.columns().size(); column++) {
            types.add(format.typeOf(column));
        }
        times = where(types, List.of(FieldType.TIME));
        addresses = where(types, List.of(FieldType.ADDRESS));
        numbers = where(types, List.of(FieldType.INT, FieldType.LONG, FieldType.PORT, FieldType.PROTOCOL));
        limits = IntStream.of(numbers)
                .mapToLong(column -> types.get(column).limit())
                .toArray();
        words = where(types, List.copyOf(WORDS.keySet()));
        vocabularies = IntStream.of(words)
                .mapToObj(column -> WORDS.get(types.get(column)))
                .toArray(WordText[]::new);
    }

    private static int[] where(List<FieldType> types, List<FieldType> wanted) {
        return IntStream.range(0, types.size())
                .filter(column -> wanted.contains(types.get(column)))
                .toArray();
    }

    /** Whether no column is anything else than text, so that any line with enough columns fits. */
    boolean isTextOnly() {
        return numbers.length + times.length + addresses.length + words.length == 0;
    }

    /** Whether every column is what its field may be; if so, all values are stored. */
    boolean parse() {
        return parseNumbers() && parseTimes() && parseAddresses() && parseWords();
    }

    private boolean parseNumbers() {
        boolean valid = true;
        for (int i = 0; i < numbers.length; i++) {
            int column = numbers[i];
            long value = NumberText.read(columns.text, columns.starts[column], columns.ends[column]);
            columns.values[column] = value;
            valid &= value >= Columns.ABSENT & value <= limits[i];
        }
        return valid;
    }

    private boolean parseTimes() {
        boolean valid = true;
        for (int column : times) {
            long value = NumberText.readTime(columns.text, columns.starts[column], columns.ends[column]);
            columns.values[column] = value;
            valid &= value >= Columns.ABSENT;
        }
        return valid;
    }

    private boolean parseAddresses() {
        boolean valid = true;
        for (int column : addresses) {
            valid &= address.read(columns, column);
        }
        return valid;
    }

    private boolean parseWords() {
        boolean valid = true;
        for (int i = 0; i < words.length; i++) {
            int column = words[i];
            long value = vocabularies[i].read(columns.text, columns.starts[column], columns.ends[column]);
            columns.values[column] = value;
            valid &= value >= Columns.ABSENT;
        }
        return valid;
    }
}
