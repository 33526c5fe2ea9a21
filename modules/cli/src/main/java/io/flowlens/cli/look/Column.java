package io.flowlens.cli.look;

import io.flowlens.topics.SafeText;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi.IStyle;

/**
 * One column of a table.
 *
 * @param wide whether only the wide table has it
 * @param text what stands in it; made safe for a terminal here
 * @param styles how it looks where there are colours
 */
public record Column<T>(String title, boolean wide, Function<T, String> text, Function<T, List<IStyle>> styles) {

    public static <T> Column<T> of(String title, Function<T, ?> text) {
        return new Column<>(title, false, safe(text), row -> List.of());
    }

    static <T> Column<T> styled(String title, Function<T, ?> text, Function<T, List<IStyle>> styles) {
        return new Column<>(title, false, safe(text), styles);
    }

    static <T> Column<T> wide(String title, Function<T, ?> text) {
        return new Column<>(title, true, safe(text), row -> List.of());
    }

    /** A cell is never empty, so that columns can be counted by a script. */
    private static <T> Function<T, String> safe(Function<T, ?> text) {
        return row -> {
            Object value = text.apply(row);
            String plain = value == null ? "" : SafeText.of(value.toString());
            return plain.isEmpty() ? "-" : plain;
        };
    }
}
