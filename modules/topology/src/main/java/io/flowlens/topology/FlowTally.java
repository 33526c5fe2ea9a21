package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.Prediction;

/**
 * Counts the records of one batch, which {@link FlowMeters} takes in whole: a shared counter a line would cost more than the
 * line. For one thread.
 */
final class FlowTally {

    static final int DIRECTIONS = FlowDirection.values().length;
    static final int CELLS = Action.values().length * DIRECTIONS;

    final long[] flows = new long[CELLS];
    final long[] packets = new long[CELLS];
    final long[] bytes = new long[CELLS];
    final long[][] byAction = new long[Action.values().length][2];
    final long[][] byOutcome = new long[Outcome.values().length][2];
    final long[][] verdicts = new long[Prediction.values().length][Action.values().length];
    private long newestEnd = -1;
    private long aheadOfInventory;

    static int cell(Action action, FlowDirection direction) {
        return action.ordinal() * DIRECTIONS + direction.ordinal();
    }

    void flow(FlowRecord flow, FlowDirection direction, boolean knownInterface) {
        Action action = flow.action();
        int cell = cell(action, direction);
        flows[cell]++;
        packets[cell] += flow.packets();
        bytes[cell] += flow.bytes();
        byAction[action.ordinal()][knownInterface ? 1 : 0]++;
        newestEnd = Math.max(newestEnd, flow.endSeconds());
    }

    /** @param outcome {@code NODATA} or {@code SKIPDATA} */
    void noFlow(Outcome outcome, boolean knownInterface) {
        byOutcome[outcome.ordinal()][knownInterface ? 1 : 0]++;
    }

    void verdict(Prediction predicted, Action logged) {
        verdicts[predicted.ordinal()][logged.ordinal()]++;
    }

    /** A flow was judged before the inventory had been read up to its end. */
    void aheadOfInventory() {
        aheadOfInventory++;
    }

    long flowsAheadOfInventory() {
        return aheadOfInventory;
    }

    /** End of the newest flow, Unix seconds; -1 when there was none. */
    long newestEnd() {
        return newestEnd;
    }

    /** Everything was taken in: the next batch begins. */
    void taken() {
        newestEnd = -1;
        aheadOfInventory = 0;
    }
}
