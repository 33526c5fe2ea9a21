package io.flowlens.cli.lab;

import io.flowlens.cli.InterruptLatch;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code flowlens lab traffic}. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        description = {
            "Pings the second instance and the internet from the first, again and again, until Ctrl-C: traffic to watch while"
                    + " 'lab break' and 'lab fix' change the rules."
        })
final class LabTrafficCommand extends LabStep {

    private static final String INTERNET = "8.8.8.8";

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "Pause between two rounds, ISO 8601 (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Override
    int run(AwsClients clients, Lab lab) {
        try (InterruptLatch latch = InterruptLatch.install()) {
            while (!latch.isInterrupted()) {
                LabState state = existing(lab); // looked up each time: it may have been made anew
                for (String target : List.of(second(state).privateIp(), INTERNET)) {
                    String from = first(state).id();
                    print("%s  %s  %s"
                            .formatted(from, target, lab.ping(from, target).answered() ? "answers" : "no answer"));
                }
                latch.await(interval);
            }
        }
        return ExitCode.OK;
    }
}
