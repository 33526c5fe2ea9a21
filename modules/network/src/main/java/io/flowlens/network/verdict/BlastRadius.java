package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of the recorded rejects a fix would also have let in, each by the rules of its own time: all are counted, a few kinds
 * are named. What a fix opens beyond what was recorded, {@link Fix#reach()} says. Not thread-safe.
 */
public final class BlastRadius {

    /** Kinds of rejects that are named. */
    public static final int MOST_NAMED = 5;

    private final Judge judge;
    private final Fix fix;
    private final RejectKind own;
    private final Map<RejectKind, Long> named = new LinkedHashMap<>();
    private long asked;
    private long admitted;
    private long possible;

    /** @param reason the reject that the fix was made for: its like are not counted */
    public BlastRadius(Judge judge, Fix fix, FlowRecord reason) {
        this.judge = judge;
        this.fix = fix;
        this.own = RejectKind.of(reason);
    }

    /** @param times how many such flows were recorded */
    public void add(FlowRecord reject, long times) {
        RejectKind kind = RejectKind.of(reject);
        if (kind.equals(own)) {
            return;
        }
        asked += times;
        Prediction effect = judge.effect(fix, reject);
        if (effect == Prediction.DENY) {
            return;
        }
        if (effect == Prediction.ALLOW) {
            admitted += times;
        } else {
            possible += times;
        }
        if (named.size() < MOST_NAMED || named.containsKey(kind)) {
            named.merge(kind, times, Long::sum);
        }
    }

    /** Other rejected flows that were held against the fix. */
    public long asked() {
        return asked;
    }

    /** Those of them that would have passed. */
    public long admitted() {
        return admitted;
    }

    /** Those that may have passed: the record or the inventory does not carry what the rules ask for. */
    public long possible() {
        return possible;
    }

    /** The first few kinds of those that would or may have passed, with the number of flows of each. */
    public Map<RejectKind, Long> named() {
        return Collections.unmodifiableMap(named);
    }
}
