package io.flowlens.cli.lab;

import io.flowlens.cli.Confirmation;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabPlan;
import io.flowlens.provisioner.lab.LabState;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code flowlens lab up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what is missing of the lab, after it has shown the plan and the cost and was told to.",
            "Run again after a failure it goes on where it ended. There is no state file: what is the lab's carries its tag."
        })
final class LabUpCommand extends LabStep {

    @Mixin
    private Confirmation confirmation;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = lab.find();
        LabPlan plan = LabPlan.of(state);
        if (plan.isEmpty() && state.complete()) {
            print("the lab is up already: nothing to do");
            return ExitCode.OK;
        }
        if (confirmation.of(lines(state, plan), "Make it?")) {
            lab.up(progress());
            print("the lab is up; next: flowlens lab ping");
        }
        return ExitCode.OK;
    }

    private static List<String> lines(LabState state, LabPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan for account %s, region %s:".formatted(state.account(), state.region()));
        plan.found().forEach(what -> lines.add("  found   " + what));
        plan.missing().forEach(what -> lines.add("  create  " + what));
        lines.add("Cost: " + LabPlan.cost().sentence() + ", until 'flowlens lab down':");
        LabPlan.cost().lines().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
