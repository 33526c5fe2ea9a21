package io.flowlens.cli.explain;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.NetworkHistory;
import io.flowlens.topics.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens explain}: why each reject in a file was one, by a network saved in files. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says why each reject in a flow log file was one. Needs no account, no Kafka and no network.",
            "",
            "DIR holds what these print, each in a file by the name of the call (network-interfaces.json ...):",
            "  aws ec2 describe-network-interfaces   aws ec2 describe-security-groups",
            "  aws ec2 describe-network-acls         aws ec2 describe-subnets",
            "and, where there is one: instances.json and vpcs.json for names; security-group-rules.json for the ids of"
                    + " rules; managed-prefix-lists.json, with what 'aws ec2 get-managed-prefix-list-entries' prints"
                    + " for each list in managed-prefix-list-entries/pl-....json.",
            "The network is taken to have been like that at the time of every flow.",
            "",
            "With each fix stands what else it opens, and which other rejects of the file it would have let in.",
            ""
        })
public final class ExplainCommand implements Callable<Integer> {

    enum Output {
        TABLE,
        JSON,
        JSONL
    }

    /** Unreadable lines that are named; all are counted. */
    private static final int NAMED_LINES = 5;

    private static final int SHOWN_CHARACTERS = 80;

    @Option(names = "--network", required = true, paramLabel = "DIR", description = "Folder with the saved network.")
    private Path network;

    @Option(
            names = "--flows",
            required = true,
            paramLabel = "FILE",
            description = "Flow logs as text, plain or gzip, or as Parquet; - for standard input.")
    private String flows;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format of lines that no header stands above, as '$${version} $${account-id} ...'; without it,"
                            + " their shape tells among AWS's usual ones.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}: for people, one JSON document, or one JSON object for each reject"
                    + " (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var parser = new LineParser(givenFormat());
        NetworkHistory known = new NetworkFolder(network).read();
        var summary = new Summary();
        Report report = report();
        try (FlowText text = FlowText.open(flows)) {
            var lookAhead = new LookAhead(known, summary, report);
            text.forEachLine((number, bytes, from, to) -> {
                Outcome outcome = parser.parse(bytes, from, to);
                summary.line(outcome);
                if (Summary.isUnreadable(outcome)) {
                    complain(summary, number, outcome, new String(bytes, from, to - from, StandardCharsets.UTF_8));
                }
                return outcome != Outcome.FLOW || lookAhead.add(number, parser.record());
            });
            lookAhead.finish();
            if (!parser.isNamed() && !summary.hasRecords() && summary.allUnreadable() > 0) {
                throw new ExplainException("no line of %s has a format that flowlens can tell: name it with --format"
                        .formatted(text.name()));
            }
        }
        report.finish(summary);
        count(summary);
        return ExitCode.OK;
    }

    private Optional<Format> givenFormat() {
        try {
            return Optional.ofNullable(format).map(Format::of);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--format: " + e.getMessage(), e);
        }
    }

    private Report report() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (output) {
            case TABLE -> new TableReport(out, spec.commandLine().getColorScheme());
            case JSON -> new HeldBack(new JsonReport(out));
            case JSONL -> new HeldBack(new JsonLinesReport(out));
        };
    }

    private void complain(Summary summary, long number, Outcome outcome, String line) {
        if (summary.allUnreadable() <= NAMED_LINES) {
            String shown = line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "..." : line;
            spec.commandLine()
                    .getErr()
                    .printf("line %d is unreadable (%s): %s%n", number, Summary.reason(outcome), SafeText.of(shown));
        }
    }

    private void count(Summary summary) {
        if (summary.allUnreadable() > 0) {
            String reasons = summary.unreadable().entrySet().stream()
                    .map(reason -> Summary.reason(reason.getKey()) + " " + reason.getValue())
                    .collect(Collectors.joining(", "));
            spec.commandLine()
                    .getErr()
                    .printf("%d of %d lines are unreadable: %s%n", summary.allUnreadable(), summary.lines(), reasons);
        }
        if (summary.flows(Action.NONE) > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d flows have no action: nothing says if they were rejected%n",
                            summary.flows(Action.NONE));
        }
    }
}
