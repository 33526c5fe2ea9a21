package io.flowlens.cli.whatif;

import io.flowlens.cli.look.Column;
import io.flowlens.cli.look.Table;
import io.flowlens.cli.look.Words;
import io.flowlens.network.verdict.Effect;
import io.flowlens.topics.SafeText;
import io.flowlens.whatif.Affected;
import io.flowlens.whatif.Answer;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.ColorScheme;

/** For people: who would be rejected, who would pass, and what cannot be said. */
final class AnswerTable {

    /** More than anybody reads: JSON has them all. */
    private static final int MOST_ROWS = 100;

    private static final List<Column<Affected>> COLUMNS = List.of(
            Column.of("FROM", AnswerWords::source),
            Column.of("TO", AnswerWords::destination),
            Column.of("SERVICE", Affected::service),
            Column.of("FLOWS", one -> one.tally().flows()),
            Column.of("PACKETS", one -> one.tally().packets()),
            Column.of("LAST SEEN", AnswerWords::lastSeen),
            Column.of("AT", AnswerWords::place),
            Column.of("RULE", AnswerWords::grounds));

    private final PrintWriter out;
    private final ColorScheme colors;

    AnswerTable(PrintWriter out, ColorScheme colors) {
        this.out = out;
        this.colors = colors;
    }

    void print(Answer answer) {
        for (Effect effect : AnswerWords.CHANGES) {
            if (answer.flows(effect) > 0) {
                section(answer, effect);
            }
        }
        AnswerWords.sentences(answer).forEach(sentence -> out.println(SafeText.of(sentence)));
        out.flush();
    }

    private void section(Answer answer, Effect effect) {
        List<Affected> all = answer.affected(effect);
        List<Affected> shown = all.subList(0, Math.min(MOST_ROWS, all.size()));
        out.println(colors.apply(
                AnswerWords.title(answer, effect), effect == Effect.NEWLY_REJECTED ? Words.BAD : Words.WARNING));
        var table = new Table<>(COLUMNS, colors);
        shown.forEach(table::measure);
        out.println(table.titles());
        shown.forEach(one -> out.println(table.line(one)));
        AnswerWords.more(all, shown.size(), answer.more(effect)).forEach(out::println);
        out.println();
    }
}
