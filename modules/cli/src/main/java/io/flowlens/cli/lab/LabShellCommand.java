package io.flowlens.cli.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code flowlens lab shell}. */
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the commands that open a shell on the instances: Session Manager, no key and no open port.",
            "They need the aws tool and its Session Manager plugin, and a real account: the sandbox has no sessions."
        })
final class LabShellCommand extends LabStep {

    @Override
    int run(AwsClients clients, Lab lab) {
        for (LabState.Instance instance : existing(lab).instances()) {
            print("aws ssm start-session --region %s --target %s%s"
                    .formatted(region(), instance.id(), instance.reachable() ? "" : "    # not reachable now"));
        }
        return ExitCode.OK;
    }
}
