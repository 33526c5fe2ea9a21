package io.flowlens.cli.explain;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.verdict.BlastRadius;
import io.flowlens.network.verdict.Fix;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.RejectKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rejects of the file, kind by kind, to hold each fix against: what else would it have let in? */
final class RecordedRejects {

    /** Scanners make no two packets alike: kinds past this are not held against fixes, and not counted as such. */
    static final int MAX_KINDS = 10_000;

    private final Judge judge;
    private final Map<RejectKind, Alike> kinds = new LinkedHashMap<>();
    private final Map<Reason, BlastRadius> known = new HashMap<>();
    private boolean complete;

    private record Reason(Fix fix, RejectKind kind) {}

    private static final class Alike {
        private final FlowRecord first;
        private long times;

        private Alike(FlowRecord first) {
            this.first = first;
        }
    }

    RecordedRejects(Judge judge) {
        this.judge = judge;
    }

    void add(FlowRecord reject) {
        RejectKind kind = RejectKind.of(reject);
        if (kinds.size() < MAX_KINDS || kinds.containsKey(kind)) {
            kinds.computeIfAbsent(kind, each -> new Alike(reject)).times++;
        }
    }

    /** The file is at its end: from now on it is known what each fix would have let in. */
    void complete() {
        complete = true;
    }

    /** Empty before the end of the file. */
    Optional<BlastRadius> heldAgainst(Fix fix, FlowRecord reason) {
        return complete
                ? Optional.of(
                        known.computeIfAbsent(new Reason(fix, RejectKind.of(reason)), each -> radius(fix, reason)))
                : Optional.empty();
    }

    private BlastRadius radius(Fix fix, FlowRecord reason) {
        var radius = new BlastRadius(judge, fix, reason);
        kinds.values().forEach(alike -> radius.add(alike.first, alike.times));
        return radius;
    }
}
