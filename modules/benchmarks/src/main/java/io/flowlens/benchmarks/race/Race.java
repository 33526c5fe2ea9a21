package io.flowlens.benchmarks.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs contenders in turn, round after round, so that what disturbs the machine disturbs them alike. The first rounds warm
 * up and do not count.
 */
public final class Race {

    private record Lap(double perCpuSecond, double perSecond) {}

    private final int warmups;
    private final int rounds;
    private final PrintStream progress;

    public Race(int warmups, int rounds, PrintStream progress) {
        this.warmups = warmups;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** The standings in the order of the contenders. */
    public List<Standing> run(List<? extends Contender> contenders) throws Exception {
        Map<Contender, List<Lap>> laps = new LinkedHashMap<>();
        contenders.forEach(contender -> laps.put(contender, new ArrayList<>()));
        for (int round = 0; round < warmups + rounds; round++) {
            for (Contender contender : contenders) {
                Lap lap = lap(contender);
                progress.printf(
                        "%s %-12s %6.2f M lines/CPU s%n",
                        round < warmups ? "warm-up" : "round " + (round - warmups + 1),
                        contender.name(),
                        lap.perCpuSecond() / 1e6);
                if (round >= warmups) {
                    laps.get(contender).add(lap);
                }
            }
        }
        return laps.entrySet().stream()
                .map(entry -> standing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Lap lap(Contender contender) throws Exception {
        System.gc(); // nobody pays for what another one left
        double cpu = CpuClock.seconds();
        long wall = System.nanoTime();
        long lines = contender.run();
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        return new Lap(lines / (CpuClock.seconds() - cpu), lines / wallSeconds);
    }

    private static Standing standing(Contender contender, List<Lap> laps) {
        return new Standing(
                contender.name(),
                Median.of(laps.stream().map(Lap::perCpuSecond).toList()),
                Median.of(laps.stream().map(Lap::perSecond).toList()));
    }
}
