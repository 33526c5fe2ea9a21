package io.flowlens.cli.look;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command shows things, the same for every command that does. */
final class ListingOptions {

    @Option(
            names = {"-f", "--follow"},
            order = 1,
            description = "Go on and show each as it comes, until Ctrl-C or --limit.")
    private boolean follow;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 2,
            description = {
                "table (default); wide: more columns, and everything else below each row;",
                "json: one array; jsonl: one object a line; raw: flow log lines as AWS wrote them."
            })
    private Output output;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + Long.MAX_VALUE,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            order = 3,
            description = "End when that many were shown.")
    private long limit;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean follows() {
        return follow;
    }

    <T> Listing<T> of(Form<T> form) {
        if (follow && output == Output.JSON) {
            throw new ParameterException(
                    spec.commandLine(), "-o json is one array and needs an end: use -o jsonl with --follow");
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, not " + limit);
        }
        return new Listing<>(spec, output, form, limit);
    }

    /** Says on standard error, to a person only, why nothing is shown. */
    void explainNothing(Listing<?> listing, String why) {
        if (listing.isEmpty() && (output == Output.TABLE || output == Output.WIDE)) {
            spec.commandLine().getErr().println(why);
        }
    }
}
