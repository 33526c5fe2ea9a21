package io.flowlens.benchmarks.race;

/** One way to do the work. */
public interface Contender {

    String name();

    /** Does it once; answers how many lines (or whatever is counted) it did. */
    long run() throws Exception;
}
