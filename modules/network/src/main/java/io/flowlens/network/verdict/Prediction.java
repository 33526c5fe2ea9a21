package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;

/** What the rules say about a flow. */
public enum Prediction {
    ALLOW,
    DENY,
    /** The record or the inventory does not carry what the rules ask for. */
    UNKNOWN;

    /** Compares with what AWS logged: the measure of how far the model can be trusted. */
    public Agreement against(Action logged) {
        if (this == UNKNOWN || logged == Action.NONE) {
            return Agreement.UNDECIDED;
        }
        return (this == ALLOW) == (logged == Action.ACCEPT) ? Agreement.AGREES : Agreement.DISAGREES;
    }

    /** A packet passes two filters when it passes both. */
    Prediction and(Prediction other) {
        if (this == DENY || other == DENY) {
            return DENY;
        }
        return this == ALLOW ? other : UNKNOWN;
    }
}
