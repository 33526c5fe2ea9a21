package io.flowlens.cli.explain;

import io.flowlens.cli.AlsoAdmits;
import io.flowlens.flowlog.Action;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.End;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.SafeText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** For people: rejects that are alike in one row, with how often, and what to do about them. */
final class TableReport implements Report {

    /** Scanners make no two packets alike: past this many kinds, rejects are only counted. */
    private static final int MAX_ROWS = 1_000;

    /** Applied, not written as markup: a name may hold markup of its own. */
    private static final List<IStyle> BOLD = List.of(Style.bold);

    private final PrintWriter out;
    private final ColorScheme colors;
    private final Map<Kind, Row> rows = new LinkedHashMap<>();
    private long more;

    /** What makes rejects alike. */
    private record Kind(List<String> cells, List<String> details) {}

    private static final class Row {
        private final Explanation first;
        private long times;

        private Row(Explanation first) {
            this.first = first;
        }
    }

    TableReport(PrintWriter out, ColorScheme colors) {
        this.out = out;
        this.colors = colors;
    }

    @Override
    public boolean add(Explanation explanation) {
        var kind = new Kind(cells(explanation), details(explanation.verdict()));
        if (rows.size() >= MAX_ROWS && !rows.containsKey(kind)) {
            more++;
        } else {
            rows.computeIfAbsent(kind, known -> new Row(explanation)).times++;
        }
        return true;
    }

    @Override
    public void finish(Summary summary) {
        int[] widths = widths();
        rows.forEach((kind, row) -> {
            out.println(colors.apply(headline(kind, widths), BOLD) + "  line " + row.first.line()
                    + (row.times > 1 ? " and " + (row.times - 1) + " more like it" : ""));
            kind.details().forEach(detail -> out.println("    " + detail));
            row.first
                    .alsoAdmits()
                    .filter(radius -> radius.asked() > 0)
                    .ifPresent(radius -> out.println("    admits   " + SafeText.of(AlsoAdmits.sentence(radius))));
        });
        if (more > 0) {
            out.println("and %d rejects of other kinds: '-o jsonl' shows every one".formatted(more));
        }
        out.println(sentence(summary));
        out.flush();
    }

    private static List<String> cells(Explanation explanation) {
        Verdict verdict = explanation.verdict();
        int protocol = explanation.flow().protocol();
        String service = Protocols.name(protocol)
                + (Traffic.hasPorts(protocol) ? "/" + explanation.flow().destinationPort() : "");
        return List.of(
                end(verdict.source()) + " -> " + end(verdict.destination()),
                service,
                verdict.direction().name().toLowerCase(Locale.ROOT) + " at "
                        + SafeText.of(explanation.flow().interfaceId()));
    }

    private static String end(End end) {
        String address = end.address().map(Object::toString).orElse("?");
        return SafeText.of(end.name().isEmpty() ? address : end.name() + " (" + address + ")");
    }

    private static List<String> details(Verdict verdict) {
        var details = new ArrayList<String>();
        if (verdict.causes().isEmpty()) {
            boolean unknown = verdict.answer() == Answer.UNKNOWN_INTERFACE;
            details.add("cause    none found: " + verdict.answer()
                    + (unknown ? ", network-interfaces.json does not hold it" : ""));
        }
        for (Cause cause : verdict.causes()) {
            details.add("cause    %s %s: %s (%s)"
                    .formatted(
                            cause.code(),
                            components(cause),
                            cause.text(),
                            verdict.certainty().name().toLowerCase(Locale.ROOT)));
            cause.nearestMiss().ifPresent(miss -> details.add("nearest  " + miss.text()));
        }
        verdict.notes().forEach(note -> details.add("note     " + note.text()));
        verdict.fix().ifPresent(fix -> {
            fix.awsCommands().forEach(command -> details.add("fix      " + command));
            fix.reach().forEach(reach -> details.add("opens    " + reach));
        });
        return details.stream().map(SafeText::of).toList();
    }

    private static String components(Cause cause) {
        String ids =
                cause.components().stream().map(Cause.Component::id).sorted().collect(Collectors.joining("+"));
        return cause.aclEntry().isEmpty()
                ? ids
                : ids + " entry " + AclEntry.numberText(cause.aclEntry().getAsInt());
    }

    private int[] widths() {
        int[] widths = new int[2];
        for (Kind kind : rows.keySet()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], kind.cells().get(i).length());
            }
        }
        return widths;
    }

    private static String headline(Kind kind, int[] widths) {
        List<String> cells = kind.cells();
        return ("%-" + widths[0] + "s  %-" + widths[1] + "s  %s").formatted(cells.get(0), cells.get(1), cells.get(2));
    }

    private static String sentence(Summary summary) {
        return "%d lines: %d rejects, %d accepts, %d without a flow, %d unreadable; the rules say what AWS did for %d of %d flows (%d undecided)"
                .formatted(
                        summary.lines(),
                        summary.flows(Action.REJECT),
                        summary.flows(Action.ACCEPT),
                        summary.noFlow(),
                        summary.allUnreadable(),
                        summary.agreement(Agreement.AGREES),
                        summary.flows(Action.REJECT) + summary.flows(Action.ACCEPT),
                        summary.agreement(Agreement.UNDECIDED));
    }
}
