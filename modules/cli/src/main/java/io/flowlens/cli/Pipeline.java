package io.flowlens.cli;

import io.flowlens.console.ConsoleService;
import io.flowlens.console.ConsoleSettings;
import io.flowlens.ingester.IngesterService;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.ingester.kinesis.KinesisSource;
import io.flowlens.ingester.source.Source;
import io.flowlens.notifier.NotifierService;
import io.flowlens.notifier.NotifierSettings;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsNetworks;
import io.flowlens.provisioner.AwsNetworks.Network;
import io.flowlens.provisioner.inventory.InventoryService;
import io.flowlens.provisioner.inventory.InventorySettings;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.ProcessMeters;
import io.flowlens.service.Service;
import io.flowlens.service.StatusServer;
import io.flowlens.topics.Topics;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Services in one process, with the endpoint that shows how they are.
 *
 * <p>Each is started when it is added; they are closed in the reverse order.
 */
public final class Pipeline implements AutoCloseable {

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters = new Meters();
    private final List<Service> services = new CopyOnWriteArrayList<>();
    private final List<AwsNetworks> owned = new ArrayList<>();
    private final ProcessMeters process;
    private final StatusServer status;

    /** Answers on {@code statusAddress} from now on; port 0 takes a free one. */
    public Pipeline(KafkaSettings kafka, Topics topics, InetSocketAddress statusAddress) {
        this.kafka = kafka;
        this.topics = topics;
        this.process = new ProcessMeters(meters, Version.number(), Version.commit());
        this.status = StatusServer.start(statusAddress, meters, services);
    }

    /** Clients to close when the services are. */
    List<Network> owns(AwsNetworks networks) {
        owned.add(networks);
        return networks.all();
    }

    /** Kinesis to {@code vpc.flow-logs}. */
    public Pipeline ingester(AwsClients aws, IngesterSettings settings, KinesisSettings stream) {
        ingester(settings, new KinesisSource(aws.kinesis(), stream, meters, Clock.systemUTC()));
        return this;
    }

    /** Any one source to {@code vpc.flow-logs}. */
    IngesterService ingester(IngesterSettings settings, Source source) {
        IngesterService ingester = new IngesterService(settings, List.of(source), kafka, topics, meters);
        add(ingester);
        return ingester;
    }

    /** Where sources count what befalls them. */
    Meters meters() {
        return meters;
    }

    /** AWS's description of the network to {@code vpc.inventory}. */
    public Pipeline inventory(List<Network> networks, InventorySettings settings) {
        return add(new InventoryService(networks, kafka, topics, meters, settings));
    }

    /** Flows and network to {@code vpc.rejects} and {@code vpc.alerts}. */
    public Pipeline topology(TopologySettings settings) {
        return add(new TopologyService(topics, kafka, settings, meters));
    }

    /** {@code vpc.alerts} to people. */
    public Pipeline notifier(NotifierSettings settings) {
        return add(new NotifierService(settings, kafka, topics, meters));
    }

    /**
     * The page that shows all of it.
     *
     * @return where it is
     */
    public URI console(ConsoleSettings settings) {
        ConsoleService console = new ConsoleService(settings, kafka, topics, meters);
        add(console);
        return console.uri();
    }

    /** Does what must be done before anything is added, and shows at {@code /readyz} how that is. */
    boolean showing(Service preparation, BooleanSupplier work) {
        services.add(preparation);
        try {
            return work.getAsBoolean();
        } finally {
            services.remove(preparation);
        }
    }

    private Pipeline add(Service service) {
        service.start();
        services.add(service);
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
        return inventories()
                .allMatch(inventory ->
                        inventory.lastCompletePoll().filter(moment::isBefore).isPresent());
    }

    /** Whether the inventory was told to look, and has, at every network once. */
    boolean inventoryHasLooked() {
        return inventories().allMatch(InventoryService::hasLooked);
    }

    private Stream<InventoryService> inventories() {
        return services.stream().filter(InventoryService.class::isInstance).map(InventoryService.class::cast);
    }

    public URI statusUri() {
        return status.uri();
    }

    @Override
    public void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            services.get(i).close();
        }
        owned.forEach(AwsNetworks::close);
        status.close();
        process.close();
        meters.close();
    }
}
