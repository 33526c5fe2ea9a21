package io.flowlens.network.verdict;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The smallest change that lets exactly this kind of traffic through, every blocker included, in the order to apply it.
 * Sources and destinations are single addresses. It opens what is known to block; where a note of the verdict leaves
 * open whether a rule fits, that rule may still do.
 */
public record Fix(List<FixStep> steps) {

    public Fix {
        steps = List.copyOf(steps);
    }

    /** Commands for the AWS command line, one per step, each safe to paste into a shell. */
    public List<String> awsCommands() {
        return steps.stream().map(FixStep::awsCommand).toList();
    }

    /** The same as Terraform resources. */
    public String terraform() {
        return steps.stream().map(FixStep::terraform).collect(Collectors.joining("\n"));
    }
}
