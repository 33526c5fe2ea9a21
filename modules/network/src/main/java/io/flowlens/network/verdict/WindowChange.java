package io.flowlens.network.verdict;

import io.flowlens.network.Change;
import java.util.List;

/**
 * The rules changed while the packet may have been on its way, and the answer hangs on when.
 *
 * @param before what the rules said before the change
 * @param after what they said after it
 * @param changes what changed, oldest first
 */
public record WindowChange(Prediction before, Prediction after, List<Change> changes) {

    public WindowChange {
        changes = List.copyOf(changes);
    }
}
