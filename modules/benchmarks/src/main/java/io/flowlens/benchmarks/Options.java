package io.flowlens.benchmarks;

/**
 * How much to measure.
 *
 * @param lines of input for each contender and round
 * @param rounds measured, after the warm-up
 */
public record Options(int lines, int rounds) {

    public Options {
        if (lines < 1_000) {
            throw new IllegalArgumentException("lines must be at least 1000, not " + lines);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, not " + rounds);
        }
    }
}
