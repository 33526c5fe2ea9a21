package io.flowlens.benchmarks.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code faults}: kills processes while lines flow, and counts what arrived. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Writes numbered flow log lines to a Kinesis stream of the sandbox while ingesters and the Kafka broker are"
                    + " killed (kill -9), the stream is resharded, and Kinesis throttles and fails; then reads the topic"
                    + " and counts what is lost, twice, or out of order.",
            "Everything runs on this machine, in processes of its own."
        },
        footer = "Exit codes: 0 every line once and in order, 1 not so, or not done in time, 2 wrong usage.")
public final class FaultsMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--product", required = true, hidden = true, description = "Class path of the flowlens command.")
    private String product;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Lines to write, at least (default: ${DEFAULT-VALUE}).")
    private long lines;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Lines a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--ingesters",
            paramLabel = "N",
            defaultValue = "2",
            description = "Ingesters that share the work (default: ${DEFAULT-VALUE}).")
    private int ingesters;

    @Option(
            names = "--longest-outage",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "The longest time without a broker (default: ${DEFAULT-VALUE}).")
    private int longestOutage;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the blows of an earlier run (default: another one).")
    private Long seed;

    public static void main(String[] args) {
        // The JDK repeats a POST whose connection broke; a record would be put twice and nobody would know.
        System.setProperty("sun.net.http.retryPost", "false");
        System.exit(new CommandLine(new FaultsMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        PrintStream out = System.out;
        out.printf("seed %d; %,d lines at %,d a second, %d ingesters%n", plan.seed(), lines, rate, ingesters);
        Path folder = Files.createTempDirectory("flowlens-faults-");
        if (keepsItsPromise(plan, folder, out)) {
            delete(folder);
            return CommandLine.ExitCode.OK;
        }
        System.err.println("faults: the logs of the processes and the broker's data are kept in " + folder);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private boolean keepsItsPromise(Plan plan, Path folder, PrintStream out) throws IOException, InterruptedException {
        try (FaultRun run = new FaultRun(plan, folder, System.getProperty("java.class.path"), product, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::killAll)); // Ctrl-C leaves no process behind
            Verdict verdict = run.run();
            out.println(verdict);
            return verdict.isKept();
        } catch (IllegalStateException e) {
            System.err.println("faults: " + e.getMessage());
            return false;
        }
    }

    private Plan plan() {
        long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
        try {
            return new Plan(lines, rate, ingesters, 3, Duration.ofSeconds(longestOutage), chosen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
