package io.flowlens.cli.look;

import io.flowlens.topics.Json;
import io.flowlens.topics.SafeText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/** Shows things of one kind, one after the other, until there are enough of them or nobody reads on. */
final class Listing<T> {

    private final Output output;
    private final Form<T> form;
    private final PrintWriter out;
    private final ColorScheme colors;
    private final Table<T> table;
    private final long most;
    private long shown;
    private boolean begun;

    /** @param most how many to show at all */
    Listing(CommandSpec spec, Output output, Form<T> form, long most) {
        this.output = output;
        this.form = form;
        this.out = spec.commandLine().getOut();
        this.colors = spec.commandLine().getColorScheme();
        this.most = most;
        this.table = new Table<>(
                form.columns().stream()
                        .filter(column -> output == Output.WIDE || !column.wide())
                        .toList(),
                colors);
    }

    /** Things that are all there: a table's columns get as wide as the widest. */
    void showAll(List<T> things) {
        things.forEach(table::measure);
        things.forEach(this::show);
    }

    void show(T thing) {
        if (isDone()) {
            return;
        }
        begin();
        switch (output) {
            case TABLE -> out.println(table.line(thing));
            case WIDE -> {
                out.println(table.line(thing));
                form.details().apply(thing).forEach(line -> out.println("    " + colors.text(line)));
            }
            case JSON -> out.print((shown == 0 ? "\n  " : ",\n  ") + Json.text(thing));
            case JSONL -> out.println(Json.text(thing));
            case RAW -> form.lines().apply(thing).forEach(line -> out.println(SafeText.of(line)));
        }
        shown++;
        out.flush();
    }

    /** Enough was shown, or nobody reads on, as in {@code | head}. */
    boolean isDone() {
        return shown >= most || out.checkError();
    }

    boolean isEmpty() {
        return shown == 0;
    }

    void finish() {
        if (output == Output.JSON) {
            begin();
            out.println(shown == 0 ? "]" : "\n]");
        }
        out.flush();
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        if (output == Output.JSON) {
            out.print("[");
        } else if (output == Output.TABLE || output == Output.WIDE) {
            out.println(table.titles());
        }
    }
}
