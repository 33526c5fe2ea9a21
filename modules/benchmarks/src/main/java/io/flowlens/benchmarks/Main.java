package io.flowlens.benchmarks;

import io.flowlens.benchmarks.bounds.BoundsBenchmark;
import io.flowlens.benchmarks.intake.IntakeBenchmark;
import io.flowlens.benchmarks.latency.LatencyBenchmark;
import io.flowlens.benchmarks.parse.ParseBenchmark;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.replay.ReplayBenchmark;
import io.flowlens.benchmarks.topology.TopologyBenchmark;
import io.flowlens.benchmarks.verdict.VerdictBenchmark;
import io.flowlens.benchmarks.whatif.WhatIfBenchmark;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: runs one benchmark and ends with one line of JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures one part of flowlens beside its peers; the last line of its output is JSON.",
        footer = "Exit codes: 0 measured, 1 failed, 2 wrong usage.")
public final class Main implements Callable<Integer> {

    private static final List<Benchmark> BENCHMARKS = List.of(
            new ParseBenchmark(),
            new VerdictBenchmark(),
            new IntakeBenchmark(),
            new TopologyBenchmark(),
            new ReplayBenchmark(),
            new WhatIfBenchmark(),
            new LatencyBenchmark(),
            new BoundsBenchmark());

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one; --list names them.")
    private String name;

    @Option(names = "--list", description = "Name the benchmarks.")
    private boolean list;

    @Option(names = "--lines", paramLabel = "N", description = "Lines of input; each benchmark has its own default.")
    private Integer lines;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds measured (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        if (list) {
            BENCHMARKS.forEach(benchmark -> out.printf("%-10s %s%n", benchmark.name(), benchmark.describe()));
            return 0;
        }
        Benchmark benchmark = chosen();
        Ratios ratios = benchmark.run(options(benchmark), out);
        out.println(ratios.json(benchmark.name()));
        return 0;
    }

    private Benchmark chosen() {
        return BENCHMARKS.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        (name == null ? "which benchmark?" : "no benchmark is called '" + name + "';")
                                + " 'bench --list' names them"));
    }

    private Options options(Benchmark benchmark) {
        try {
            return new Options(lines == null ? benchmark.defaultLines() : lines, rounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
