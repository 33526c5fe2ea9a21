package io.flowlens.topology;

import io.flowlens.service.Meters;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Topic;
import io.flowlens.topics.Topics;
import java.time.Clock;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Gives every rejected flow its cause, and keeps the alerts.
 *
 * <pre>
 * vpc.inventory -> keep-inventory: the network with its history, whole in every process
 *
 * vpc.flow-logs -> judge-flows: split, parse, judge as of the flow's time, fold into alerts
 *                    |-> vpc.rejects        rejected flows with their cause
 *                    |-> vpc.alerts         fired, updated, resolved
 *                    |-> vpc.disagreements  a sample of what rules and log disagree on
 *                    '-> vpc.dead-letters   lines that were no record
 * </pre>
 *
 * <p>Flow logs are partitioned by interface, and an alert belongs to the interface that rejected: so the alerts of a
 * partition are the business of one task, and nothing has to be repartitioned.
 */
public final class RejectTopology {

    static final String ALERTS_STORE = "open-alerts-store";
    static final String ACTIVITY_STORE = "alert-activity-store";
    static final String NOISE_STORE = "interface-noise-store";

    private static final String INVENTORY_STORE = "inventory-store";
    private static final String READ_FLOW_LOGS = "read-flow-logs";
    private static final String JUDGE_FLOWS = "judge-flows";
    static final String WRITE_REJECTS = "write-rejects";
    static final String WRITE_ALERTS = "write-alerts";
    static final String WRITE_DISAGREEMENTS = "write-disagreements";
    static final String WRITE_DEAD_LETTERS = "write-dead-letters";

    private final Topics topics;
    private final TopologySettings settings;
    private final Meters meters;
    private final Clock clock;

    /** @param clock measures the lag, and tells whether it helps to wait for the inventory; judged is by event time alone */
    public RejectTopology(Topics topics, TopologySettings settings, Meters meters, Clock clock) {
        this.topics = topics;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    public Topology build() {
        // What is replayed may be older than its newest record by any time, and ends.
        Inventory inventory = settings.replay() ? new Inventory() : Inventory.keeping(Inventory.KEPT);
        FlowMeters flowMeters = new FlowMeters(meters);
        AlertMeters alertMeters = new AlertMeters(meters, clock);
        BatchLag lag = new BatchLag(meters, clock);
        InventoryWait wait = new InventoryWait(inventory, settings.inventoryWait(), clock, System::nanoTime);
        Topology topology = new Topology();
        keepInventory(topology, inventory);
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        READ_FLOW_LOGS,
                        new EventTime(lag),
                        topics.flowLogs().keys().deserializer(),
                        topics.flowLogs().values().deserializer(),
                        topics.flowLogs().name())
                .addProcessor(
                        JUDGE_FLOWS,
                        () -> new FlowJudge(inventory, settings, flowMeters, alertMeters, lag, wait),
                        READ_FLOW_LOGS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ALERTS_STORE),
                                topics.alerts().keys(),
                                topics.alerts().values()),
                        JUDGE_FLOWS)
                .addStateStore(inMemory(ACTIVITY_STORE), JUDGE_FLOWS)
                .addStateStore(inMemory(NOISE_STORE), JUDGE_FLOWS);
        write(topology, WRITE_REJECTS, topics.rejects());
        write(topology, WRITE_ALERTS, topics.alerts());
        write(topology, WRITE_DISAGREEMENTS, topics.disagreements());
        write(topology, WRITE_DEAD_LETTERS, topics.deadLetters());
        return topology;
    }

    /** The store stays empty: the keeper holds the history in a form made for judging. */
    private void keepInventory(Topology topology, Inventory inventory) {
        topology.addGlobalStore(
                inMemory(INVENTORY_STORE).withLoggingDisabled(),
                "read-inventory",
                topics.inventory().keys().deserializer(),
                topics.inventory().values().deserializer(),
                topics.inventory().name(),
                "keep-inventory",
                () -> new InventoryKeeper(inventory, meters));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    private static <K, V> void write(Topology topology, String name, Topic<K, V> topic) {
        topology.addSink(
                name, topic.name(), topic.keys().serializer(), topic.values().serializer(), JUDGE_FLOWS);
    }
}
