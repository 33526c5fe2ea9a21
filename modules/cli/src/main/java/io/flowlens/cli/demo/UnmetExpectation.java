package io.flowlens.cli.demo;

/** The demo saw something else than it should have: what differed. */
final class UnmetExpectation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnmetExpectation(String expected, String seen) {
        super("expected " + expected + ", but saw " + seen);
    }
}
