package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.flowlog.Format;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The formats in which a log group is written, as of a time: AWS never changes the format of a flow log, but another flow log
 * may begin to write to the same group, and one may end. One thread applies, any number read.
 */
final class LogGroupFormats {

    /** What clocks may differ by, and how late AWS may show what was made. */
    private static final long TOLERANCE = Duration.ofSeconds(60).toMillis();

    /** @param until when it was seen to be gone, epoch milliseconds */
    private record FlowLog(String id, Format format, long from, long until) {

        boolean mayHaveWritten(long time) {
            return from <= time + TOLERANCE && time - TOLERANCE <= until;
        }
    }

    private final Map<String, List<FlowLog>> byGroup = new ConcurrentHashMap<>();
    private final Map<String, String> groups = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when the record makes no sense */
    void apply(InventoryRecord record) {
        if (record.gone()) {
            end(record.id(), record.seenAt());
            return;
        }
        JsonNode json = InventoryJson.parse(record.json());
        String logGroup = InventoryJson.text(json, "LogGroupName");
        String format = InventoryJson.text(json, "LogFormat");
        if (!logGroup.isEmpty() && !format.isEmpty()) {
            groups.put(record.id(), logGroup);
            put(logGroup, new FlowLog(record.id(), Format.of(format), creation(json), Long.MAX_VALUE));
        }
    }

    /**
     * @param time of the flows, epoch milliseconds, or {@link FlowLogHeaders#UNKNOWN}: then all formats ever seen
     * @return each once
     */
    List<Format> of(String logGroup, long time) {
        List<FlowLog> all = byGroup.get(logGroup);
        if (all == null) {
            return List.of(); // asked twice a batch
        }
        return all.stream()
                .filter(flowLog -> time == FlowLogHeaders.UNKNOWN || flowLog.mayHaveWritten(time))
                .map(FlowLog::format)
                .distinct()
                .toList();
    }

    /** One that is gone stays known: its last records come minutes later, and old ones may be read again. */
    private void end(String id, long seenAt) {
        String logGroup = groups.get(id);
        if (logGroup != null) {
            byGroup.get(logGroup).stream()
                    .filter(flowLog -> flowLog.id().equals(id))
                    .findFirst()
                    .ifPresent(flowLog -> put(logGroup, new FlowLog(id, flowLog.format(), flowLog.from(), seenAt)));
        }
    }

    /** Forgets those that were gone at that time, epoch milliseconds. */
    void forgetBefore(long time) {
        Set<String> forgotten = new HashSet<>();
        byGroup.replaceAll((logGroup, flowLogs) -> {
            flowLogs.stream().filter(flowLog -> flowLog.until() < time).forEach(flowLog -> forgotten.add(flowLog.id()));
            return flowLogs.stream().filter(flowLog -> flowLog.until() >= time).toList();
        });
        byGroup.values().removeIf(List::isEmpty);
        groups.keySet().removeAll(forgotten);
    }

    private void put(String logGroup, FlowLog flowLog) {
        List<FlowLog> all = new ArrayList<>(byGroup.getOrDefault(logGroup, List.of()));
        all.removeIf(other -> other.id().equals(flowLog.id()));
        all.add(flowLog);
        byGroup.put(logGroup, List.copyOf(all));
    }

    /** When AWS says that it was created; as old as any where it does not. */
    private static long creation(JsonNode json) {
        try {
            return OffsetDateTime.parse(InventoryJson.text(json, "CreationTime"))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
