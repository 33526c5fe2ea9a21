package io.flowlens.benchmarks.faults;

import io.flowlens.benchmarks.faults.Step.Kill;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long it took until lines flowed again, by kind of blow. */
final class Recoveries {

    private record Recovery(double first, double all) {}

    private final Map<Kill, List<Recovery>> byKind = new EnumMap<>(Kill.class);

    /**
     * @param first seconds to the first line of any interface
     * @param all seconds until every interface had one
     */
    void add(Kill kill, double first, double all) {
        byKind.computeIfAbsent(kill, kind -> new ArrayList<>()).add(new Recovery(first, all));
    }

    void print(PrintStream out) {
        out.printf(
                "%-60s %5s  %-20s %-20s%n",
                "seconds to committed lines written after", "times", "of the first", "of every interface");
        byKind.forEach((kill, recoveries) -> out.printf(
                "%-60s %5d  %-20s %-20s%n",
                "kill -9 of " + kill + (kill == Kill.INGESTER ? ", from the kill" : ", from the restart"),
                recoveries.size(),
                spread(recoveries.stream().map(Recovery::first).toList()),
                spread(recoveries.stream().map(Recovery::all).toList())));
    }

    private static String spread(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return "p50 %.1f, max %.1f".formatted(sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() - 1));
    }
}
