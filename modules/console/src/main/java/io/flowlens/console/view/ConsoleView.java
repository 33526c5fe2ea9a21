package io.flowlens.console.view;

import io.flowlens.network.Network;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Reject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the console knows: read from the topics by one thread each, asked by any number. */
public final class ConsoleView {

    /** Names of what is gone stay known for so long. */
    private static final Duration NETWORK_KEPT = Duration.ofDays(1);

    /**
     * Grows where something changed, so that a page asks again only for what it shows.
     *
     * @param network the inventory, or who talks to whom
     */
    public record Versions(long alerts, long network, long traffic) {}

    private final Inventory inventory = Inventory.keeping(NETWORK_KEPT);
    private final AlertShelf alerts = new AlertShelf();
    private final NewestRejects rejects = new NewestRejects();
    private final FlowBook flows = new FlowBook(inventory);
    private final Clock clock;

    public ConsoleView(Clock clock) {
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when this version cannot read it; what was known before stays */
    public void inventory(ConsumerRecord<String, byte[]> record) {
        inventory.apply(record.key(), record.value(), record.headers(), record.timestamp());
    }

    /**
     * @param news hears of an alert that begins to fire, and of one that ends
     * @throws IllegalArgumentException when it has a state or kind that this version does not know
     */
    public void alert(ConsumerRecord<String, Alert> record, Consumer<AlertRow> news) {
        Alert alert = record.value();
        if (alert != null && (alert.state() == null || alert.kind() == null || alert.severity() == null)) {
            throw new IllegalArgumentException("alert " + record.key() + " is of a newer version");
        }
        State before = alerts.put(record.key(), alert).map(Alert::state).orElse(State.PENDING);
        State now = alert == null ? State.PENDING : alert.state();
        if (now == State.FIRING && before != State.FIRING || now == State.RESOLVED && before == State.FIRING) {
            news.accept(AlertRow.of(alert));
        }
    }

    public void reject(ConsumerRecord<String, Reject> record) {
        rejects.put(record.value());
    }

    public void flows(ConsumerRecord<String, byte[]> batch) {
        flows.read(batch);
    }

    /** Before the flows are read again. */
    public void forgetFlows() {
        flows.clear();
    }

    public Versions versions() {
        long traffic = flows.version();
        return new Versions(alerts.version(), inventory.network().version() + traffic + alerts.version(), traffic);
    }

    public AlertList alerts(AlertQuery query) {
        return AlertList.of(alerts.all(), query);
    }

    public Optional<AlertPage> alert(String fingerprint) {
        return alerts.find(fingerprint)
                .map(alert -> AlertPage.of(alert, AlertPath.of(alert, network()), rejects.of(fingerprint)));
    }

    /**
     * @param opened the subnet whose machines are all wanted, and its connections alone; empty for none
     * @param picked what alone the connections are wanted of; empty for nothing in particular
     */
    public NetworkMap map(String opened, String picked) {
        List<Alert> open = alerts.open();
        MapDrawing drawing = new MapDrawing(network(), open, opened, picked);
        List<MapVpc> vpcs = drawing.vpcs();
        MapEdges edges = MapEdges.of(drawing, open, flows.edges(clock.millis()));
        List<MapEdge> all = edges.all();
        List<MapEdge> shown = all.subList(0, Math.min(MapEdges.MAX_EDGES, all.size()));
        return new NetworkMap(
                drawing.size(), drawing.isCollapsed(), vpcs, edges.broken(), shown, all.size() - shown.size());
    }

    public TrafficChart traffic() {
        return TrafficChart.of(flows.minutes(clock.millis()));
    }

    private Network network() {
        return inventory.network().asOf(Long.MAX_VALUE);
    }
}
