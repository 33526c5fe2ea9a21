package io.flowlens.cli.whatif;

import io.flowlens.network.verdict.Effect;
import io.flowlens.topics.SafeText;
import io.flowlens.whatif.Affected;
import io.flowlens.whatif.Answer;
import java.io.PrintWriter;
import java.util.List;

/**
 * For a comment on a pull request. Whatever somebody else may have written, such as the name of a machine, stands in code
 * spans: there nobody is mentioned, nothing linked and no markup read.
 */
final class AnswerMarkdown {

    /** A comment has room for some 65,000 characters. */
    private static final int MOST_ROWS = 50;

    private final PrintWriter out;

    AnswerMarkdown(PrintWriter out) {
        this.out = out;
    }

    void print(Answer answer) {
        out.println("### What this change would have done with recorded traffic");
        out.println();
        for (Effect effect : AnswerWords.CHANGES) {
            if (answer.flows(effect) > 0) {
                section(answer, effect);
            }
        }
        AnswerWords.sentences(answer).forEach(sentence -> out.println("- " + plain(sentence)));
        out.flush();
    }

    private void section(Answer answer, Effect effect) {
        List<Affected> all = answer.affected(effect);
        List<Affected> shown = all.subList(0, Math.min(MOST_ROWS, all.size()));
        out.println("**" + AnswerWords.title(answer, effect) + "**");
        out.println();
        out.println("| from | to | service | flows | last seen | at | rule |");
        out.println("|---|---|---|---:|---|---|---|");
        shown.forEach(one -> out.println(row(one)));
        out.println();
        List<String> more = AnswerWords.more(all, shown.size(), answer.more(effect));
        if (!more.isEmpty()) {
            more.forEach(line -> out.println(line + "  "));
            out.println();
        }
    }

    private static String row(Affected one) {
        List<String> cells = List.of(
                code(AnswerWords.source(one)),
                code(AnswerWords.destination(one)),
                code(one.service()),
                Long.toString(one.tally().flows()),
                AnswerWords.lastSeen(one),
                code(AnswerWords.place(one)),
                code(AnswerWords.grounds(one)));
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Text in a code span that it cannot leave, in a cell that it cannot leave. */
    static String code(String text) {
        String safe = SafeText.of(text)
                .replace('`', '\'')
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .strip();
        return safe.isEmpty() ? "-" : "`" + safe + "`";
    }

    /** A sentence of ours, which may quote what others wrote. */
    private static String plain(String sentence) {
        return sentence.startsWith(AnswerWords.NOTE)
                ? AnswerWords.NOTE + code(sentence.substring(AnswerWords.NOTE.length()))
                : sentence;
    }
}
