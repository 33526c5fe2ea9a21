package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.FlowDirection;
import java.util.List;

/**
 * A recorded flow that a changed network would treat otherwise.
 *
 * @param direction seen from the interface
 * @param reply whether it answers a request
 * @param grounds the rules that make the difference, in the order AWS meets them
 */
public record ChangedFlow(
        Effect effect, FlowDirection direction, boolean reply, End source, End destination, List<Ground> grounds) {

    public ChangedFlow {
        requireNonNull(effect, "effect");
        requireNonNull(direction, "direction");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        grounds = List.copyOf(grounds);
    }
}
