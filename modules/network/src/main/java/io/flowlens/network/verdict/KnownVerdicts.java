package io.flowlens.network.verdict;

import io.flowlens.network.NetworkHistory;

/**
 * The verdicts on rejects that come again and again, as long as nothing changes: whoever derives something from a verdict
 * can keep it for the same object. In a fixed amount of memory: a verdict makes room for another in its place. For one
 * thread.
 */
final class KnownVerdicts {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private final NetworkHistory history;
    private final Tolerance tolerance;
    private final Known[] places = new Known[PLACES];
    private NetworkHistory.Stretch start;
    private NetworkHistory.Stretch horizon;
    private long lookedAt = -1;

    /** @param horizon where the flow's latest moment may be: what was first seen later does not count for a verdict */
    private record Known(
            RejectKey key,
            long version,
            NetworkHistory.Stretch start,
            NetworkHistory.Stretch horizon,
            Verdict verdict) {}

    KnownVerdicts(NetworkHistory history, Tolerance tolerance) {
        this.history = history;
        this.tolerance = tolerance;
    }

    /** The verdict on such a reject at that time, or null. */
    Verdict find(RejectKey key, Window window) {
        Known known = places[place(key)];
        return known != null
                        && known.version == history.version()
                        && known.key.equals(key)
                        && known.start.covers(window.start())
                        && known.horizon.covers(window.latest())
                ? known.verdict
                : null;
    }

    /** @param version of the history before the verdict was made */
    void keep(RejectKey key, Window window, long version, Verdict verdict) {
        lookAround(window, version);
        places[place(key)] = new Known(key, version, start, horizon, verdict);
    }

    /** Rejects that are judged together lie in one stretch, so that the last one is held on to. */
    private void lookAround(Window window, long version) {
        if (version != lookedAt || !start.covers(window.start())) {
            start = history.unchangedAround(window.start(), tolerance.later(), tolerance.atBeginning());
        }
        if (version != lookedAt || !horizon.covers(window.latest())) {
            horizon = history.unchangedAround(window.latest());
        }
        lookedAt = version;
    }

    private static int place(RejectKey key) {
        long ends = (key.sourceLow() ^ key.sourceHigh()) * 31 + (key.destinationLow() ^ key.destinationHigh());
        long hash = (ends * 31 + key.ports() ^ (long) key.traits() << 40) * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> Long.SIZE - Integer.numberOfTrailingZeros(PLACES));
    }
}
