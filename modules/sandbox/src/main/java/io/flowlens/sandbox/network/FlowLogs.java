package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All flow logs of the network, each on its own: what they see goes to their sinks after AWS's delay. */
final class FlowLogs {
    /** AWS says "typically about five minutes" between window and log group; the sandbox takes two, before pace. */
    private static final Duration DELIVERY_DELAY = Duration.ofSeconds(120);

    private final String region;
    private final Pace pace;
    private final Supplier<Layout> layout;
    private final Deliveries deliveries;
    private final Map<String, FlowLog> flowLogs = new TreeMap<>();

    FlowLogs(String region, Pace pace, Supplier<Layout> layout, Deliveries deliveries) {
        this.region = region;
        this.pace = pace;
        this.layout = layout;
        this.deliveries = deliveries;
    }

    synchronized void put(FlowLogConfig config, long now) {
        long windowMillis =
                pace.of(Duration.ofSeconds(config.aggregationSeconds())).toMillis();
        flowLogs.put(config.id(), new FlowLog(config, region, windowMillis, now));
    }

    /** Stops recording; what is in the open window is lost, what is on its way arrives. */
    synchronized void remove(String id) {
        flowLogs.remove(id);
    }

    synchronized void observe(Sighting sighting) {
        closeWindows(sighting.millis());
        flowLogs.values().forEach(flowLog -> flowLog.observe(sighting));
    }

    /** Closes every window that is over. */
    synchronized void closeWindows(long now) {
        for (FlowLog flowLog : flowLogs.values()) {
            long end = flowLog.endMillis();
            if (now >= end) {
                long due = end + pace.of(DELIVERY_DELAY).toMillis();
                flowLog.close(
                        layout.get(),
                        now,
                        (interfaceId, lines) ->
                                deliveries.add(new Deliveries.Batch(due, flowLog.config(), interfaceId, lines)));
            }
        }
    }
}
