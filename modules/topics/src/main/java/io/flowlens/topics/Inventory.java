package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.flowlog.Format;
import io.flowlens.network.NetworkHistory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@code vpc.inventory} says, folded into memory: the network with its history, and the formats of its flow logs.
 *
 * <p>One thread applies records, any number read.
 */
public final class Inventory {

    private record FlowLog(String logGroup, Format format) {}

    private final NetworkHistory network = new NetworkHistory();
    private final Map<String, FlowLog> flowLogs = new ConcurrentHashMap<>();

    public NetworkHistory network() {
        return network;
    }

    /** @throws IllegalArgumentException when the record makes no sense; what was known before stays */
    public void apply(InventoryRecord record) {
        if (record.type() == InventoryType.FLOW_LOG) {
            applyFlowLog(record);
        } else if (record.gone()) {
            network.remove(record.id(), record.seenAt());
        } else {
            InventoryJson.resource(record.type(), record.json())
                    .ifPresent(resource -> network.put(resource, record.seenAt()));
        }
    }

    /** The formats that flow logs write to the log group; several flow logs may share it. */
    public List<Format> formatsOf(String logGroup) {
        return flowLogs.values().stream()
                .filter(flowLog -> flowLog.logGroup().equals(logGroup))
                .map(FlowLog::format)
                .distinct()
                .toList();
    }

    /** A flow log that is gone stays known: its last records come minutes later. */
    private void applyFlowLog(InventoryRecord record) {
        if (record.gone()) {
            return;
        }
        JsonNode json = InventoryJson.parse(record.json());
        String logGroup = InventoryJson.text(json, "LogGroupName");
        String format = InventoryJson.text(json, "LogFormat");
        if (!logGroup.isEmpty() && !format.isEmpty()) {
            flowLogs.put(record.id(), new FlowLog(logGroup, Format.of(format)));
        }
    }
}
