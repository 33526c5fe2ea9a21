package io.flowlens.cli.lab;

import io.flowlens.cli.Usage;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import io.flowlens.provisioner.lab.Ping;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flowlens lab ping}. */
@Command(
        name = "ping",
        mixinStandardHelpOptions = true,
        description = {
            "Sends three echo requests from the first instance to the second, or to the address given, over Systems Manager.",
            "No answer is no failure: that is what the lab is about."
        })
final class LabPingCommand extends LabStep {

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Whom to ping (default: the second instance).")
    private String target;

    @Option(names = "--exit-code", description = "Exit with 3 when no answer came.")
    private boolean exitCode;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = existing(lab);
        String address = target == null ? second(state).privateIp() : target;
        print("$ ping %s -c 3 -W 1    on %s".formatted(address, first(state).id()));
        Ping ping = Usage.check(spec(), () -> lab.ping(first(state).id(), address));
        print(ping.output().stripTrailing());
        return exitCode && !ping.answered() ? 3 : ExitCode.OK;
    }
}
