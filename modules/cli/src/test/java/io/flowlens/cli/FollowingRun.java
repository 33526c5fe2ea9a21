package io.flowlens.cli;

import java.io.StringWriter;
import java.io.Writer;

/** A command that runs until it is asked to end, in a thread of its own. */
final class FollowingRun implements AutoCloseable {

    private static final long END_WITHIN = 60_000;

    private final Thread thread;
    private volatile CommandLineRun run;

    FollowingRun(String... args) {
        this(new StringWriter(), args);
    }

    FollowingRun(Writer out, String... args) {
        thread = new Thread(() -> run = CommandLineRun.of(out, args), "flowlens " + args[0]);
        thread.start();
    }

    /** Asks it to end, as Ctrl-C does. */
    CommandLineRun end() {
        thread.interrupt();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + thread.getName(), e);
        }
        if (run == null) {
            throw new AssertionError(thread.getName() + " does not end");
        }
        return run;
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            end();
        }
    }
}
