package io.flowlens.cli.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens lab}: the way in. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = {
            "The tutorial's lab: two instances in one security group that lets nothing in, the VPC's flow log, and the stream"
                    + " that carries it out of AWS. On an account (which costs a little), or on the sandbox with"
                    + " --endpoint-url or AWS_ENDPOINT_URL."
        },
        footer = {
            "",
            "The story:  lab up; lab ping (no answer); alerts -o wide (why); lab fix; lab ping (answers);",
            "            lab break --acl; lab ping 8.8.8.8 (no answer, and it is the ACL); lab fix; lab down"
        },
        subcommands = {
            LabUpCommand.class,
            LabStatusCommand.class,
            LabPingCommand.class,
            LabTrafficCommand.class,
            LabBreakCommand.class,
            LabFixCommand.class,
            LabShellCommand.class,
            LabDownCommand.class
        })
public final class LabCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "lab what? up, status, ping, traffic, break, fix, shell or down");
    }
}
