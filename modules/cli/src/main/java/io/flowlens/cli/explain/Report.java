package io.flowlens.cli.explain;

/** Where explanations go, in the order of the file. */
interface Report {

    /** @return false when nobody reads on, as in {@code | head} */
    boolean add(Explanation explanation);

    /** Called once, after the last line. */
    void finish(Summary summary);
}
