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

/** {@code flowlens lab down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes what the lab made, in the order AWS asks for, after it has shown the list and was told to.",
            "Only what carries the lab's tag goes. What cannot be deleted is listed with the reason; then run it again."
        })
final class LabDownCommand extends LabStep {

    @Mixin
    private Confirmation confirmation;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = lab.find();
        if (state.absent()) {
            print("there is no lab in account %s, region %s: nothing to do".formatted(state.account(), state.region()));
            return ExitCode.OK;
        }
        if (!confirmation.of(lines(state), "Delete it?")) {
            return ExitCode.OK;
        }
        return tell(lab.down(progress()), "the lab is gone", "flowlens lab down");
    }

    private static List<String> lines(LabState state) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan for account %s, region %s:".formatted(state.account(), state.region()));
        state.beside().forEach(what -> lines.add("  delete  " + what));
        LabPlan.of(state).found().forEach(what -> lines.add("  delete  " + what + ", if the lab made it"));
        return lines;
    }
}
