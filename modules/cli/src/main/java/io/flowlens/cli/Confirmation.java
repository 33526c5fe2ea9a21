package io.flowlens.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plan, print, ask: how every command begins that changes something in an account. */
public final class Confirmation {

    @Option(names = "--yes", description = "Do not ask; for scripts.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Print the plan and change nothing.")
    private boolean dryRun;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Prints what would be done, and asks whether to do it.
     *
     * @return true to go on; false after {@code --dry-run}, or when the answer was no
     */
    public boolean of(List<String> plan, String question) {
        PrintWriter out = spec.commandLine().getOut();
        plan.forEach(out::println);
        out.flush();
        if (dryRun) {
            out.println("--dry-run: nothing was changed");
            out.flush();
            return false;
        }
        return yes || answerIsYes(question);
    }

    private boolean answerIsYes(String question) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(question + " [y/N] ");
        err.flush();
        Scanner answers = new Scanner(System.in, System.getProperty("stdin.encoding", "UTF-8"));
        if (!answers.hasNextLine()) {
            err.println();
            throw new ParameterException(
                    spec.commandLine(), "nobody is there to say yes: add --yes, or --dry-run to see the plan");
        }
        boolean agreed = List.of("y", "yes").contains(answers.nextLine().strip().toLowerCase(Locale.ROOT));
        if (!agreed) {
            err.println("nothing was changed");
        }
        return agreed;
    }
}
