package io.flowlens.sandbox.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One flow log at work: adds packets up window by window. Windows follow each other from when it was made. */
final class FlowLog {
    private final FlowLogConfig config;
    private final LogFormat format;
    private final String region;
    private final long windowMillis;
    private final Map<String, FlowLogWindow> windows = new TreeMap<>();
    private final Set<String> busy = new HashSet<>();
    private long startMillis;

    FlowLog(FlowLogConfig config, String region, long windowMillis, long startMillis) {
        this.config = config;
        this.format = new LogFormat(config.format());
        this.region = region;
        this.windowMillis = windowMillis;
        this.startMillis = startMillis;
    }

    FlowLogConfig config() {
        return config;
    }

    void observe(Sighting sighting) {
        Subject at = sighting.at();
        if (!config.records(at.networkInterface(), at.subnet())) {
            return;
        }
        String interfaceId = at.networkInterface().id();
        busy.add(interfaceId);
        if (config.trafficType().includes(sighting.decision())) {
            windows.computeIfAbsent(interfaceId, id -> new FlowLogWindow()).add(sighting);
        }
    }

    long endMillis() {
        return startMillis + windowMillis;
    }

    /**
     * Closes the window and gives its lines by interface. The next is the one that {@code now} falls in: windows
     * nobody was there to close, say because the machine slept, are left out.
     */
    void close(Layout layout, long now, BiConsumer<String, List<FlowLogLine>> lines) {
        layout.interfaces()
                .filter(networkInterface -> isIdle(layout, networkInterface))
                .forEach(networkInterface ->
                        lines.accept(networkInterface.id(), List.of(format.line(noData(layout, networkInterface)))));
        windows.forEach((id, window) -> lines.accept(
                id,
                window.records(startMillis / 1000, endMillis() / 1000).stream()
                        .map(format::line)
                        .toList()));
        windows.clear();
        busy.clear();
        startMillis += (now - startMillis) / windowMillis * windowMillis;
    }

    private boolean isIdle(Layout layout, InterfaceConfig networkInterface) {
        return config.records(networkInterface, layout.subnetOf(networkInterface))
                && layout.runningInstance(networkInterface).isPresent()
                && !busy.contains(networkInterface.id());
    }

    private LogRecord noData(Layout layout, InterfaceConfig networkInterface) {
        var subject = new Subject(region, layout.subnetOf(networkInterface), networkInterface);
        return new LogRecord(subject, null, startMillis / 1000, endMillis() / 1000, LogRecord.Status.NODATA);
    }
}
