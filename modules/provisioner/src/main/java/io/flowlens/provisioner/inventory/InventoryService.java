package io.flowlens.provisioner.inventory;

import io.flowlens.provisioner.AwsNetworks.Network;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes networks again and again, and writes every resource that changed to the inventory topic; a tombstone for one
 * that is gone, nothing for one that is as it was.
 *
 * <p>What the topic says already is read from the topic at the start, so a restart writes changes only. A type of resource
 * that cannot be read stays as it was, while the others go on; so does a network, while other networks go on. A change is
 * stamped with the time the describe call was sent, so it was seen at that time or up to one call later, and made up to one
 * interval earlier.
 *
 * <p>Each complete look at a network ends with a mark for that one: nothing that was seen before the look began is missing on
 * the topic any more. Who judges flows live waits for it.
 *
 * <p>Of one network one thing is asked at a time; of all networks at most {@value #MOST_AT_ONCE} are looked at at once.
 */
public final class InventoryService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryService.class);
    private static final double JITTER = 0.1;
    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_TOLD = 3;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters;
    private final InventorySettings settings;
    private final List<NetworkWatch> watches;
    private final ScheduledThreadPoolExecutor looks;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Instant created = Instant.now();

    private InventoryWriter writer;
    private volatile String broken;

    public InventoryService(
            List<Network> networks, KafkaSettings kafka, Topics topics, Meters meters, InventorySettings settings) {
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.settings = settings;
        InventoryCounts counts = new InventoryCounts(meters, this::ageSeconds, this::incomplete);
        this.watches = networks.stream()
                .map(network -> new NetworkWatch(network, kafka, topics, settings, counts, this::stopped))
                .toList();
        this.looks = new ScheduledThreadPoolExecutor(Math.min(MOST_AT_ONCE, watches.size()), InventoryService::daemon);
        looks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public void start() {
        writer = new InventoryWriter(kafka, topics.inventory(), meters);
        watches.forEach(watch -> looks.execute(() -> look(watch)));
    }

    private void look(NetworkWatch watch) {
        if (stopped()) {
            return;
        }
        try {
            watch.look(writer);
        } catch (RuntimeException e) {
            if (!stopped()) {
                LOG.error("{}: the inventory has stopped", watch.name(), e);
                broken = "stopped at %s: %s".formatted(watch.name(), e);
            }
            return;
        }
        if (!stopped()) {
            looks.schedule(() -> look(watch), pauseMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private long pauseMillis() {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return (long) (settings.interval().toMillis() * factor);
    }

    /** When each network had last been looked at completely: the time of the one that was so longest ago. */
    public Optional<Instant> lastCompletePoll() {
        return watches.stream().allMatch(watch -> watch.lastComplete().isPresent())
                ? watches.stream()
                        .flatMap(watch -> watch.lastComplete().stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Whether each network was looked at at least once, completely or not. */
    public boolean hasLooked() {
        return watches.stream()
                .allMatch(watch ->
                        watch.lastComplete().isPresent() || watch.trouble().isPresent());
    }

    @Override
    public Health health() {
        if (stopped()) {
            return Health.failed("stopped");
        }
        if (broken != null) {
            return Health.failed(broken);
        }
        List<NetworkWatch> failing =
                watches.stream().filter(watch -> watch.trouble().isPresent()).toList();
        if (!failing.isEmpty()) {
            return Health.starting(troubles(failing));
        }
        int resources = watches.stream().mapToInt(NetworkWatch::resources).sum();
        return lastCompletePoll()
                .map(time -> Health.ready(
                        "%d resources as of %s".formatted(resources, time.truncatedTo(ChronoUnit.SECONDS))))
                .orElseGet(() -> Health.starting("describing the network for the first time"));
    }

    private String troubles(List<NetworkWatch> failing) {
        if (watches.size() == 1) {
            return failing.get(0).trouble().orElse("");
        }
        return failing.stream()
                .limit(MOST_TOLD)
                .map(watch -> watch.name() + ": " + watch.trouble().orElse(""))
                .collect(Collectors.joining(
                        "; ",
                        "%d of %d networks are incomplete: ".formatted(failing.size(), watches.size()),
                        failing.size() > MOST_TOLD ? "; and so on" : ""));
    }

    /** Of the network whose state is oldest. */
    private double ageSeconds() {
        Instant since = lastCompletePoll().orElse(created);
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    private int incomplete() {
        return (int) watches.stream()
                .filter(watch ->
                        watch.trouble().isPresent() || watch.lastComplete().isEmpty())
                .count();
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "inventory");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        stopping.countDown();
        looks.shutdown();
        try {
            if (!looks.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                looks.shutdownNow();
                looks.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer != null) {
            writer.close();
        }
    }
}
