package io.flowlens.benchmarks.faults;

/**
 * What became of the lines written.
 *
 * @param arrived lines read, each counted as often as it came
 * @param lost lines that never came
 * @param twice lines that came again
 * @param outOfOrder lines that came after a later one of their interface
 * @param altered lines that nobody wrote so
 */
record Verdict(long arrived, long lost, long twice, long outOfOrder, long altered) {

    boolean isKept() {
        return lost == 0 && twice == 0 && outOfOrder == 0 && altered == 0;
    }

    @Override
    public String toString() {
        return "%,d lines read: %d lost, %d twice, %d out of order, %d altered"
                .formatted(arrived, lost, twice, outOfOrder, altered);
    }
}
