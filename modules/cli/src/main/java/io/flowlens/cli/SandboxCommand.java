package io.flowlens.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (InterruptLatch latch = InterruptLatch.install();
                DataFolder data = options.dataFolder();
                Sandbox sandbox = options.start(data)) {
            out.println("Kafka  " + sandbox.bootstrapServers() + ", data in " + data.path());
            out.println("AWS    " + sandbox.awsUrl());
            out.println();
            sandbox.environment().forEach(out::println);
            out.println();
            out.println("Running until Ctrl-C.");
            out.flush();
            latch.await();
        }
        return ExitCode.OK;
    }
}
