package io.flowlens.cli.metrics;

import io.flowlens.console.ConsoleMeter;
import io.flowlens.ingester.IngesterMeter;
import io.flowlens.notifier.NotifierMeter;
import io.flowlens.provisioner.inventory.InventoryMeter;
import io.flowlens.service.LibraryMeter;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;
import io.flowlens.service.ServiceMeter;
import io.flowlens.topology.TopologyMeter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every meter there is, by who has it. A new module adds its list here; a test finds one that is missing. */
final class AllMeters {

    private static final Map<String, ListedMeter[]> LISTS = new LinkedHashMap<>();

    static {
        LISTS.put("Topology", TopologyMeter.values());
        LISTS.put("Ingester", IngesterMeter.values());
        LISTS.put("Inventory", InventoryMeter.values());
        LISTS.put("Notifier", NotifierMeter.values());
        LISTS.put("Console", ConsoleMeter.values());
        LISTS.put("Every service", ServiceMeter.values());
        LISTS.put("Kafka clients, Kafka Streams and the JVM", LibraryMeter.values());
    }

    private AllMeters() {}

    static Map<String, List<MeterSpec>> byOwner() {
        Map<String, List<MeterSpec>> specs = new LinkedHashMap<>();
        LISTS.forEach((owner, list) ->
                specs.put(owner, Arrays.stream(list).map(ListedMeter::spec).toList()));
        return specs;
    }

    static List<MeterSpec> specs() {
        return byOwner().values().stream().flatMap(List::stream).toList();
    }

    /** The enums they come from. */
    static List<Class<?>> enums() {
        return LISTS.values().stream()
                .<Class<?>>map(list -> list.getClass().getComponentType())
                .toList();
    }
}
