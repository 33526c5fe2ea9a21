package io.flowlens.cli.demo;

import io.flowlens.cli.DataFolder;
import io.flowlens.cli.SandboxOptions;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens demo}: the main job on embedded parts. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Two instances, a ping that fails, a flow log that says REJECT: shows the cause, applies the fix, and waits for the"
                    + " traffic that proves it. Then the same with a network ACL.",
            "Runs on a real Kafka broker and a sandbox of AWS on this machine; needs no account and leaves nothing behind.",
            "Exits with 0 only if every step showed what it should."
        })
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private SandboxOptions sandbox;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port for /metrics, /livez and /readyz, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int statusPort;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port for the console that --stay starts; 0, or one that is taken, for a free one (default:"
                    + " ${DEFAULT-VALUE}).")
    private int consolePort;

    @Option(
            names = "--stay",
            description = "Start the console too, and keep everything running before the tear-down, until Ctrl-C.")
    private boolean stay;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getColorScheme(), startedAt());
        try (DataFolder data = sandbox.dataFolder()) {
            new Demo(screen, sandbox, statusPort, stay ? consolePort : null).run(data);
            return ExitCode.OK;
        } catch (UnmetExpectation e) {
            spec.commandLine().getErr().println("flowlens: the demo failed: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** When the launcher was started; without it, when the JVM was. Epoch milliseconds. */
    private static long startedAt() {
        String launched = System.getenv("FLOWLENS_STARTED_AT");
        long jvm = ManagementFactory.getRuntimeMXBean().getStartTime();
        try {
            return launched == null ? jvm : Math.min(jvm, Long.parseLong(launched));
        } catch (NumberFormatException e) {
            return jvm;
        }
    }
}
