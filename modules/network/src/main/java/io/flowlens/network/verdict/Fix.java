package io.flowlens.network.verdict;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The smallest change that lets exactly this kind of traffic through, every blocker included, in the order to apply it.
 * Sources and destinations are single addresses. It opens what is known to block; where a note of the verdict leaves
 * open whether a rule fits, that rule may still do.
 *
 * @param reach what else it opens, one for each group and ACL it changes; what it would have let in, {@link BlastRadius} tells
 */
public record Fix(List<FixStep> steps, List<Reach> reach) {

    public Fix {
        steps = List.copyOf(steps);
        reach = List.copyOf(reach);
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
