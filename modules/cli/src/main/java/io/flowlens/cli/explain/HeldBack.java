package io.flowlens.cli.explain;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds explanations back until the end of the file, where it is known what else each fix would let in. Of a file with more
 * than {@value #MOST} rejects the last so many; those before go out without.
 */
final class HeldBack implements Report {

    static final int MOST = 8_192;

    private final Report report;
    private final Queue<Explanation> held = new ArrayDeque<>();
    private boolean wanted = true;

    HeldBack(Report report) {
        this.report = report;
    }

    @Override
    public boolean add(Explanation explanation) {
        held.add(explanation);
        if (held.size() > MOST) {
            wanted = report.add(held.remove());
        }
        return wanted;
    }

    @Override
    public void finish(Summary summary) {
        while (wanted && !held.isEmpty()) {
            wanted = report.add(held.remove());
        }
        report.finish(summary);
    }
}
