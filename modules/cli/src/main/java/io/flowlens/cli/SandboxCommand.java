package io.flowlens.cli;

import io.flowlens.sandbox.aws.Chaos;
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

    @Option(
            names = "--chaos",
            paramLabel = "NAME",
            split = ",",
            description = "Behave as a real account does to its users, repeatable: iam-propagation, ssm-late,"
                    + " eventual-consistency, dependency-violation, throttling, expired-credentials,"
                    + " denied-by-organization. 'curl -X DELETE URL/_sandbox/faults' ends it.")
    private List<String> chaos = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Chaos> wanted =
                Usage.check(spec, () -> chaos.stream().map(Chaos::named).toList());
        try (InterruptLatch latch = InterruptLatch.install()) {
            if (awsOnly) {
                awsUntil(latch, wanted);
            } else {
                kafkaAndAwsUntil(latch, wanted);
            }
        }
        return ExitCode.OK;
    }

    private void awsUntil(InterruptLatch latch, List<Chaos> wanted) {
        try (SandboxRegion aws = options.startAws()) {
            aws.begin(wanted);
            say(List.of("AWS    " + aws.url()), aws.environment());
            latch.await();
        }
    }

    private void kafkaAndAwsUntil(InterruptLatch latch, List<Chaos> wanted) {
        try (DataFolder data = options.dataFolder();
                Sandbox sandbox = options.start(data)) {
            sandbox.begin(wanted);
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
