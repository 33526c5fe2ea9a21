package io.flowlens.cli.look;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Rows below one another. What comes later may be wider than what was measured: from then on its column is. */
public final class Table<T> {

    private static final String GAP = "  ";

    private final List<Column<T>> columns;
    private final ColorScheme colors;
    private final int[] widths;

    public Table(List<Column<T>> columns, ColorScheme colors) {
        this.columns = columns;
        this.colors = colors;
        this.widths =
                columns.stream().mapToInt(column -> column.title().length()).toArray();
    }

    /** Makes room for a row that will be shown. */
    public void measure(T row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], columns.get(i).text().apply(row).length());
        }
    }

    public String titles() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            add(line, i, columns.get(i).title(), List.of(Style.faint));
        }
        return line.toString();
    }

    public String line(T row) {
        measure(row);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            add(
                    line,
                    i,
                    columns.get(i).text().apply(row),
                    columns.get(i).styles().apply(row));
        }
        return line.toString();
    }

    private void add(StringBuilder line, int index, String text, List<IStyle> styles) {
        line.append(styles.isEmpty() ? text : colors.apply(text, styles).toString());
        if (index < widths.length - 1) {
            char[] blanks = new char[widths[index] - text.length()];
            Arrays.fill(blanks, ' ');
            line.append(blanks).append(GAP);
        }
    }
}
