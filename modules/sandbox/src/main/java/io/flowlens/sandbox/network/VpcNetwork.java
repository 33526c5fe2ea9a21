package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region's network that decides about each packet by the configuration of that moment and records what it decided.
 *
 * <p>Whoever configures puts records in, and what is put counts from the next packet on. An interface needs its subnet,
 * and a subnet its ACL, to be there already. Packets live in real time; flow logs are as much faster as {@link Pace}
 * says. Safe for many threads.
 */
public final class VpcNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VpcNetwork.class);
    private static final int THREADS = 3;
    private static final int WAITING_RECORDS = 500_000;
    private static final int CLOSE_SECONDS = 10;
    private static final Duration TICK = Duration.ofMillis(100);

    private final Timeline time;
    private final Router router;
    private final FlowLogs flowLogs;
    private final Deliveries deliveries = new Deliveries(WAITING_RECORDS);
    private final Ping ping;
    private final TcpClient tcpClient;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "vpc-network");
        thread.setDaemon(true);
        return thread;
    });

    VpcNetwork(String region, Pace pace, Timeline time) {
        this.time = time;
        this.flowLogs = new FlowLogs(region, pace, this::layout, deliveries);
        this.router = new Router(region, time::millis, flowLogs::observe);
        this.ping = new Ping(time, new Random());
        this.tcpClient = new TcpClient(time);
    }

    /** A network in which time passes. */
    public static VpcNetwork start(String region, Pace pace) {
        var network = new VpcNetwork(region, pace, Timeline.REAL);
        // Apart, so that a slow sink does not hold up the windows.
        network.repeat(network::closeWindows);
        network.repeat(network::deliver);
        return network;
    }

    private void repeat(Runnable task) {
        threads.scheduleWithFixedDelay(task, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes the windows that are over. */
    void closeWindows() {
        flowLogs.closeWindows(time.millis());
    }

    /** Hands over the records that have waited long enough. */
    void deliver() {
        deliveries.deliverDue(time.millis());
    }

    public void put(AclConfig config) {
        change(layout -> layout.with(config));
    }

    public void put(SubnetConfig config) {
        change(layout -> layout.with(config));
    }

    public void put(GroupConfig config) {
        change(layout -> layout.with(config));
    }

    public void put(InterfaceConfig config) {
        change(layout -> layout.with(config));
    }

    public void put(InstanceConfig config) {
        change(layout -> layout.with(config));
    }

    /** Begins to record; a flow log of the same id begins anew. */
    public void put(FlowLogConfig config) {
        flowLogs.put(config, time.millis());
    }

    /**
     * Takes a resource of any kind away; nothing happens if it is not there.
     *
     * @throws IllegalArgumentException if another resource needs it
     */
    public void remove(String id) {
        flowLogs.remove(id);
        change(layout -> layout.without(id));
    }

    private void change(UnaryOperator<Layout> change) {
        router.change(change);
    }

    /** The network as it is now. */
    public Layout layout() {
        return router.layout();
    }

    /**
     * Sends one packet as the instance behind an interface does, and gives the answer, if there is one and it made it
     * back. A stopped instance and an interface that is gone send nothing.
     *
     * @throws IllegalArgumentException if the packet's source is not the interface's private address
     */
    public Optional<Packet> send(String interfaceId, Packet packet) {
        return router.send(interfaceId, packet);
    }

    /** Sends one packet from the internet to a public address, and gives the answer, if one made it out again. */
    public Optional<Packet> sendFromInternet(Packet packet) {
        return router.sendFromInternet(packet);
    }

    /**
     * Runs ping on the instance behind an interface; takes the time ping takes.
     *
     * @throws IllegalArgumentException if the interface is not known
     */
    public PingResult ping(String interfaceId, PingRequest request) throws InterruptedException {
        return ping.run(addressOf(interfaceId), request, packet -> send(interfaceId, packet));
    }

    /**
     * Opens a TCP connection from the instance behind an interface and closes it; takes the time that takes, at most
     * {@code timeout}.
     *
     * @throws IllegalArgumentException if the interface is not known
     */
    public ConnectResult connect(String interfaceId, Endpoint target, Duration timeout) throws InterruptedException {
        return tcpClient.connect(addressOf(interfaceId), target, timeout, packet -> send(interfaceId, packet));
    }

    private Address addressOf(String interfaceId) {
        return layout().networkInterface(interfaceId)
                .map(InterfaceConfig::privateAddress)
                .orElseThrow(() -> new IllegalArgumentException("the network has no interface " + interfaceId));
    }

    /** Lets strangers probe the public addresses, one probe an interval, until closed; one seed, one series. */
    public Scanners scan(long seed, Duration interval) {
        var scanners = new Scanners(router, seed);
        scanners.start(threads, interval);
        return scanners;
    }

    /** Records that could not be delivered since the start. */
    public long lostLines() {
        return deliveries.lostLines();
    }

    /** Stops time and waits for its threads; records on their way are not delivered any more. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A flow log sink has not returned {} s after the network was closed.", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
