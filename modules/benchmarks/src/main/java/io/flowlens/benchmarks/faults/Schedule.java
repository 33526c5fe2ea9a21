package io.flowlens.benchmarks.faults;

import io.flowlens.benchmarks.faults.Step.Kill;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Blows without end; the same seed gives the same ones. Of any three in a row, counted from the start, each kind is one. */
final class Schedule {

    private final Random random;
    private final Duration longestOutage;
    private final Deque<Kill> bag = new ArrayDeque<>();
    private int count;

    /** @param longestOutage of the broker; ingesters are back sooner */
    Schedule(long seed, Duration longestOutage) {
        this.random = new Random(seed);
        this.longestOutage = longestOutage;
    }

    Step next() {
        if (bag.isEmpty()) {
            List<Kill> kinds = new ArrayList<>(Arrays.asList(Kill.values()));
            Collections.shuffle(kinds, random);
            bag.addAll(kinds);
        }
        Kill kill = bag.remove();
        Duration longest = kill == Kill.BROKER ? longestOutage : longestOutage.dividedBy(3);
        boolean reshard = count++ % 2 == 0;
        return new Step(kill, reshard, random.nextBoolean(), upTo(longest), upTo(Duration.ofSeconds(6)));
    }

    private Duration upTo(Duration longest) {
        long shortest = 1000;
        return Duration.ofMillis(shortest + (long) (random.nextDouble() * Math.max(0, longest.toMillis() - shortest)));
    }
}
