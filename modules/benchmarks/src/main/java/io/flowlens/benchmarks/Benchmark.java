package io.flowlens.benchmarks;

import io.flowlens.benchmarks.race.Ratios;
import java.io.PrintStream;

/** One question about cost, and how it is answered. */
public interface Benchmark {

    /** What it is called on the command line and in its JSON line. */
    String name();

    /** One sentence: what is measured beside what. */
    String describe();

    /** Lines of input unless told otherwise, so that a run takes a minute or three on two processors. */
    int defaultLines();

    /** Measures, prints a table, and answers the figures that may be compared between runs. */
    Ratios run(Options options, PrintStream out) throws Exception;
}
