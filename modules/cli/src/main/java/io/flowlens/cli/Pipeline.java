package io.flowlens.cli;

import io.flowlens.ingester.IngesterService;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.ingester.kinesis.KinesisSource;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.inventory.InventoryService;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.service.StatusServer;
import io.flowlens.topics.Topics;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Services in one process, with the endpoint that shows how they are.
 *
 * <p>Each is added, then all are started; they are closed in the reverse order.
 */
public final class Pipeline implements AutoCloseable {

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters = new Meters();
    private final List<Service> services = new ArrayList<>();
    private final List<AwsClients> owned = new ArrayList<>();
    private StatusServer status;

    public Pipeline(KafkaSettings kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** Clients to close when the services are. */
    AwsClients owns(AwsClients clients) {
        owned.add(clients);
        return clients;
    }

    /** Kinesis to {@code vpc.flow-logs}. */
    public Pipeline ingester(AwsClients aws, IngesterSettings settings, KinesisSettings stream) {
        KinesisSource source = new KinesisSource(aws.kinesis(), stream, meters, Clock.systemUTC());
        services.add(new IngesterService(settings, List.of(source), kafka, topics, meters));
        return this;
    }

    /** AWS's description of the network to {@code vpc.inventory}. */
    public Pipeline inventory(AwsClients aws, Duration interval) {
        services.add(new InventoryService(aws, kafka, topics, meters, interval));
        return this;
    }

    /** Flows and network to {@code vpc.rejects} and {@code vpc.alerts}. */
    public Pipeline topology(TopologySettings settings) {
        services.add(new TopologyService(topics, kafka, settings, meters));
        return this;
    }

    /** Starts everything added, and answers on {@code statusAddress}. */
    public Pipeline start(InetSocketAddress statusAddress) {
        status = StatusServer.start(statusAddress, meters, services);
        services.forEach(Service::start);
        return this;
    }

    public boolean isReady() {
        return services.stream().allMatch(service -> service.health().ready());
    }

    /** What each service says of itself, for who waits. */
    public String health() {
        StringBuilder text = new StringBuilder();
        services.forEach(service -> text.append(text.length() == 0 ? "" : ", ")
                .append(service.name())
                .append(": ")
                .append(service.health().detail()));
        return text.toString();
    }

    /** Whether the inventory has been read, whole, from a time after {@code moment}. */
    public boolean inventoryIsNewerThan(Instant moment) {
        return services.stream()
                .filter(InventoryService.class::isInstance)
                .map(InventoryService.class::cast)
                .allMatch(inventory ->
                        inventory.lastCompletePoll().filter(moment::isBefore).isPresent());
    }

    public URI statusUri() {
        return status.uri();
    }

    @Override
    public void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            services.get(i).close();
        }
        owned.forEach(AwsClients::close);
        if (status != null) {
            status.close();
        }
        meters.close();
    }
}
