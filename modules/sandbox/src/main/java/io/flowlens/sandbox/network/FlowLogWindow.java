package io.flowlens.sandbox.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one interface saw in one aggregation window; flows keep the order of their first packets. */
final class FlowLogWindow {
    private static final int CAPACITY = 10_000;

    private final Map<Flow.Key, Flow> flows = new LinkedHashMap<>();
    private Subject subject;
    private boolean skipped;

    void add(Sighting sighting) {
        subject = sighting.at();
        Flow.Key key = Flow.Key.of(sighting);
        if (flows.size() >= CAPACITY && !flows.containsKey(key)) {
            skipped = true;
            return;
        }
        flows.computeIfAbsent(key, unseen -> new Flow(unseen, sighting.trafficPath(), sighting.millis()))
                .add(sighting.packet(), sighting.millis());
    }

    /** The records of the window; one says so if flows had to be left out. */
    List<LogRecord> records(long startSeconds, long endSeconds) {
        List<LogRecord> records = new ArrayList<>(flows.size());
        flows.values().forEach(flow -> records.add(LogRecord.of(subject, flow)));
        if (skipped) {
            records.add(new LogRecord(subject, null, startSeconds, endSeconds, LogRecord.Status.SKIPDATA));
        }
        return records;
    }
}
