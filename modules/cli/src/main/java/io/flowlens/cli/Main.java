package io.flowlens.cli;

import io.flowlens.cli.account.PolicyCommand;
import io.flowlens.cli.account.SubscribeCommand;
import io.flowlens.cli.account.UnsubscribeCommand;
import io.flowlens.cli.demo.DemoCommand;
import io.flowlens.cli.diagnose.DiagnoseCommand;
import io.flowlens.cli.doctor.DoctorCommand;
import io.flowlens.cli.explain.ExplainCommand;
import io.flowlens.cli.lab.LabCommand;
import io.flowlens.cli.look.AlertsCommand;
import io.flowlens.cli.look.FlowsCommand;
import io.flowlens.cli.look.VerdictsCommand;
import io.flowlens.cli.replay.RecordCommand;
import io.flowlens.cli.replay.ReplayCommand;
import io.flowlens.cli.whatif.WhatIfCommand;
import io.flowlens.service.HttpServers;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens}: parses the command line, runs one command, and turns what went wrong into one sentence. */
@Command(
        name = "flowlens",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says why AWS rejected a packet: reads VPC flow logs as a stream and names the security group or the network"
                    + " ACL rule, the smallest fix, and the traffic that proves it.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Start with 'flowlens demo': no account and no container needed.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted."
        },
        subcommands = {
            DemoCommand.class,
            ExplainCommand.class,
            SandboxCommand.class,
            LabCommand.class,
            SubscribeCommand.class,
            UnsubscribeCommand.class,
            PolicyCommand.class,
            DoctorCommand.class,
            AlertsCommand.class,
            FlowsCommand.class,
            VerdictsCommand.class,
            DiagnoseCommand.class,
            IngestCommand.class,
            InventoryCommand.class,
            TopologyCommand.class,
            NotifyCommand.class,
            ConsoleCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            WhatIfCommand.class,
            TopicsCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        HttpServers.limit();
        int exitCode = commandLine().execute(args);
        System.exit(exitCode);
    }

    /** The command line with its error handling; tests run it as it is. */
    static CommandLine commandLine() {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler(new UsageSentence())
                .setExecutionExceptionHandler(new FailureSentence());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
