package io.flowlens.sandbox.network;

import java.util.List;

/** Where the records of a flow log go. */
@FunctionalInterface
public interface FlowLogSink {
    /**
     * Takes the records of one interface and one window. Called from the network's own thread, for one flow log and
     * interface in the order of the windows. What it throws is counted, and the records are gone.
     */
    void deliver(String interfaceId, List<FlowLogLine> lines);
}
