package io.flowlens.benchmarks.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of text, the first column to the left and the others to the right, as wide as they need to be. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(head);
    }

    public Table row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException("a row of %d cells has %d".formatted(rows.get(0).length, cells.length));
        }
        rows.add(cells);
        return this;
    }

    /** The standings of a race, each compared with the first of them. */
    public static Table of(List<Standing> standings) {
        Table table = new Table("", "M lines/CPU s", "ns/line", "M lines/s seen", "first is x of it");
        Standing first = standings.get(0);
        for (Standing standing : standings) {
            table.row(
                    standing.name(),
                    number(standing.perCpuSecond() / 1e6),
                    number(standing.nanosPerLine()),
                    number(standing.perSecond() / 1e6),
                    number(first.over(standing)));
        }
        return table;
    }

    public static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    public void print(PrintStream out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], row[column].length()));
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                line.append(
                        ("%" + (column == 0 ? "-" : "") + Math.max(1, widths[column]) + "s  ").formatted(row[column]));
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
    }
}
