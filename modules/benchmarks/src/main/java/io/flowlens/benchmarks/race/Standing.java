package io.flowlens.benchmarks.race;

import java.util.List;

/**
 * How a contender did, medians over the rounds.
 *
 * @param perCpuSecond lines per CPU second
 * @param perSecond lines per second of wall time: only a hint, the machine may be busy
 */
public record Standing(String name, double perCpuSecond, double perSecond) {

    /** The middle of laps of one contender. */
    public static Standing median(List<Standing> laps) {
        return new Standing(
                laps.get(0).name(),
                Median.of(laps.stream().map(Standing::perCpuSecond).toList()),
                Median.of(laps.stream().map(Standing::perSecond).toList()));
    }

    /** How many times as much as the other it does in a CPU second. */
    public double over(Standing other) {
        return perCpuSecond / other.perCpuSecond;
    }

    /** Nanoseconds of CPU time a line. */
    public double nanosPerLine() {
        return 1e9 / perCpuSecond;
    }
}
