package io.flowlens.console.view;

import io.flowlens.console.view.EdgeBook.Edge;
import io.flowlens.console.view.EdgeBook.Pair;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.Ends;
import io.flowlens.topics.Counts;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Protocols;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Folds the flows into what the map and the charts show, and keeps none of them. */
public final class FlowBook {

    /** Ends are looked up once for each pair of addresses; a table that is full starts anew. */
    private static final int MAX_KNOWN_ENDS = 100_000;

    private static final int FIRST_THROWAWAY_PORT = 32_768;

    private record Addresses(String interfaceId, IpAddress source, IpAddress destination) {}

    /** @param recordedBySource whether the interface that wrote the record is the source's */
    private record Known(Pair pair, boolean recordedBySource) {}

    private final Inventory inventory;
    private final FlowLogReader reader;
    private final Map<Addresses, Known> known = new HashMap<>();
    private long knownAtVersion = -1;
    private Minutes minutes = new Minutes();
    private EdgeBook edges = new EdgeBook();
    private long version;

    FlowBook(Inventory inventory) {
        this.inventory = inventory;
        this.reader = new FlowLogReader(inventory);
    }

    synchronized void read(ConsumerRecord<String, byte[]> batch) {
        if (batch.value() == null) {
            return;
        }
        if (knownAtVersion != inventory.network().version() || known.size() > MAX_KNOWN_ENDS) {
            known.clear();
            knownAtVersion = inventory.network().version();
        }
        reader.read(FlowLogHeaders.of(batch.headers()), batch.value(), (outcome, flow) -> {
            if (outcome == Outcome.FLOW && flow.action() != Action.NONE) {
                add(flow, batch.timestamp());
            }
        });
        version++;
    }

    /** Before the same is read again. */
    synchronized void clear() {
        minutes = new Minutes();
        edges = new EdgeBook();
    }

    synchronized List<Minutes.Minute> minutes(long now) {
        return minutes.upTo(now);
    }

    synchronized List<Edge> edges(long now) {
        return edges.at(now);
    }

    /** Grows with every batch. */
    synchronized long version() {
        return version;
    }

    /** A line from the future counts as of its arrival, so that it cannot end the present. */
    private void add(FlowRecord flow, long arrived) {
        boolean accepted = flow.action() == Action.ACCEPT;
        Counts counts = new Counts(1, flow.packets(), flow.bytes());
        minutes.add(Math.min(flow.endSeconds() * 1_000, arrived), accepted, counts);
        if (accepted && flow.source() != null && flow.destination() != null) {
            addEdge(flow, counts, arrived);
        }
    }

    /** A reply belongs to the one who asked. */
    private void addEdge(FlowRecord flow, Counts counts, long arrived) {
        Known ends = known.computeIfAbsent(
                new Addresses(flow.interfaceId(), flow.source(), flow.destination()), addresses -> look(flow));
        boolean ports = Traffic.hasPorts(flow.protocol());
        Pair reverse = new Pair(ends.pair().to(), ends.pair().from());
        // Without ports, who was seen first is the one who asked.
        boolean reply = ports ? goesToThrowawayPort(flow) : edges.knows(reverse);
        Pair pair = reply ? reverse : ends.pair();
        String protocol = Protocols.name(flow.protocol());
        String service = ports ? protocol + "/" + (reply ? flow.sourcePort() : flow.destinationPort()) : protocol;
        edges.add(pair, ends.recordedBySource() != reply, service, counts, arrived);
    }

    private static boolean goesToThrowawayPort(FlowRecord flow) {
        return flow.destinationPort() >= FIRST_THROWAWAY_PORT && flow.sourcePort() < FIRST_THROWAWAY_PORT;
    }

    private Known look(FlowRecord flow) {
        Network network = inventory.network().asOf(flow.endSeconds() * 1_000);
        Optional<NetworkInterface> recorder =
                Optional.ofNullable(flow.interfaceId()).flatMap(id -> network.find(NetworkInterface.class, id));
        Ends ends = new Ends(network, recorder);
        boolean bySource =
                recorder.isPresent() && recorder.get().addresses().all().contains(flow.source());
        return new Known(new Pair(NodeId.of(ends.source(flow)), NodeId.of(ends.destination(flow))), bySource);
    }
}
