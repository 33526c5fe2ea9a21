package io.flowlens.cli.demo;

/** The demo is its own check. */
final class Expect {

    private Expect() {}

    /** @throws UnmetExpectation unless it is so */
    static void that(boolean met, String expected, String seen) {
        if (!met) {
            throw new UnmetExpectation(expected, seen);
        }
    }
}
