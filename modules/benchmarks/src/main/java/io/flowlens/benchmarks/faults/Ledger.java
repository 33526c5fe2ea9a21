package io.flowlens.benchmarks.faults;

import java.util.BitSet;

/** Ticks off each line that arrives. */
final class Ledger {

    private final BitSet[] seen = new BitSet[NumberedLines.INTERFACES];
    private final int[] highest = new int[NumberedLines.INTERFACES];
    private long arrived;
    private long twice;
    private long outOfOrder;
    private long altered;

    Ledger() {
        for (int index = 0; index < seen.length; index++) {
            seen[index] = new BitSet();
            highest[index] = -1;
        }
    }

    /** @param number as {@link NumberedLines#numberOf} says */
    void take(int index, int number) {
        arrived++;
        if (index == NumberedLines.NOT_OURS || number == NumberedLines.NOT_OURS) {
            altered++;
        } else if (seen[index].get(number)) {
            twice++;
        } else {
            seen[index].set(number);
            if (number < highest[index]) {
                outOfOrder++;
            }
            highest[index] = Math.max(highest[index], number);
        }
    }

    /** @param written how many lines of each interface, numbered from 0 */
    Verdict compare(int[] written) {
        long lost = 0;
        long invented = 0;
        for (int index = 0; index < seen.length; index++) {
            int known = seen[index].get(0, written[index]).cardinality();
            lost += written[index] - known;
            invented += seen[index].cardinality() - known;
        }
        return new Verdict(arrived, lost, twice, outOfOrder, altered + invented);
    }
}
