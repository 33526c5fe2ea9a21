package io.flowlens.benchmarks.input;

import java.util.Arrays;
import java.util.Random;

/** Ranks from 0, each as often as one over its place: few peers talk a lot, most hardly ever. */
final class Zipf {

    private final double[] cumulative;

    Zipf(int ranks) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    int next(Random random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }
}
