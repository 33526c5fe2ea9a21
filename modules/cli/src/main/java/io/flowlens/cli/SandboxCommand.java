package io.flowlens.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens sandbox}: the outside alone, to try things on. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kafka broker and an AWS region on this machine, prints their addresses and what to set for the aws"
                    + " tool, and runs until Ctrl-C.",
            "Nothing leaves the machine, and no account is needed."
        })
final class SandboxCommand implements Callable<Integer> {

    @Mixin
    private SandboxOptions options;

    @Option(names = "--aws-only", description = "Start no Kafka broker: there is one already.")
    private boolean awsOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (InterruptLatch latch = InterruptLatch.install()) {
            if (awsOnly) {
                awsUntil(latch);
            } else {
                kafkaAndAwsUntil(latch);
            }
        }
        return ExitCode.OK;
    }

    private void awsUntil(InterruptLatch latch) {
        try (SandboxRegion aws = options.startAws()) {
            say(List.of("AWS    " + aws.url()), aws.environment());
            latch.await();
        }
    }

    private void kafkaAndAwsUntil(InterruptLatch latch) {
        try (DataFolder data = options.dataFolder();
                Sandbox sandbox = options.start(data)) {
            say(
                    List.of(
                            "Kafka  " + sandbox.bootstrapServers() + ", data in " + data.path(),
                            "AWS    " + sandbox.awsUrl()),
                    sandbox.environment());
            latch.await();
        }
    }

    private void say(List<String> addresses, List<String> environment) {
        PrintWriter out = spec.commandLine().getOut();
        addresses.forEach(out::println);
        out.println();
        environment.forEach(out::println);
        out.println();
        out.println("Running until Ctrl-C.");
        out.flush();
    }
}
