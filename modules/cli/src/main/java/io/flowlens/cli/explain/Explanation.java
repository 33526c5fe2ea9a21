package io.flowlens.cli.explain;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.verdict.BlastRadius;
import io.flowlens.network.verdict.Verdict;
import java.util.Optional;

/**
 * One rejected flow and why.
 *
 * @param line its number in the file, from 1
 * @param recorded the rejects of the same file
 */
record Explanation(long line, FlowRecord flow, Verdict verdict, RecordedRejects recorded) {

    /** What else the fix would have let in; empty without a fix, and before the end of the file. */
    Optional<BlastRadius> alsoAdmits() {
        return verdict.fix().flatMap(fix -> recorded.heldAgainst(fix, flow));
    }
}
