package io.flowlens.benchmarks.faults;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When, after a blow, each interface's first line that was written after it was committed. */
final class Watch {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final int[] before;
    private final AtomicLongArray seenAt = new AtomicLongArray(NumberedLines.INTERFACES);

    Watch(int[] before) {
        this.before = before;
        IntStream.range(0, seenAt.length()).forEach(index -> seenAt.set(index, NOT_YET));
    }

    void take(int index, int number) {
        if (number >= before[index] && seenAt.get(index) == NOT_YET) {
            seenAt.set(index, System.nanoTime());
        }
    }

    boolean isComplete() {
        return times().noneMatch(time -> time == NOT_YET);
    }

    /** {@link System#nanoTime()} of the first interface's line; all must be there. */
    long first() {
        return times().min().orElseThrow();
    }

    /** {@link System#nanoTime()} of the last interface's line; all must be there. */
    long last() {
        return times().max().orElseThrow();
    }

    private LongStream times() {
        return IntStream.range(0, seenAt.length()).mapToLong(seenAt::get);
    }
}
