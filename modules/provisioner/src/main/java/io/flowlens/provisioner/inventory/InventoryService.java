package io.flowlens.provisioner.inventory;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes the network again and again, and writes every resource that changed to the inventory topic; a tombstone for one
 * that is gone, nothing for one that is as it was.
 *
 * <p>What the topic says already is read from the topic at the start, so a restart writes changes only. A type of resource
 * that cannot be read stays as it was, while the others go on. A change is stamped with the time the describe call was sent,
 * so it was seen at that time or up to one call later, and made up to one interval earlier.
 *
 * <p>Each complete look ends with a mark: nothing that was seen before the look began is missing on the topic any more. Who
 * judges flows live waits for it.
 */
public final class InventoryService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryService.class);
    private static final double JITTER = 0.1;
    /** How far back a change is looked for that was made while nobody watched. */
    private static final Duration UNWATCHED = Duration.ofHours(1);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final AwsClients clients;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters;
    private final InventorySettings settings;
    private final Trail trail;
    private final Clock clock = Clock.systemUTC();
    private final InventoryCounts counts;
    private final Thread thread = new Thread(this::run, "inventory");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Instant created = clock.instant();

    private PublishedState published;
    private long lastBegun;
    private String trailTrouble;
    private volatile Instant lastComplete;
    private volatile String trouble;
    private volatile int resources;

    public InventoryService(
            AwsClients clients, KafkaSettings kafka, Topics topics, Meters meters, InventorySettings settings) {
        this.clients = clients;
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.settings = settings;
        this.trail = new Trail(clients, settings.interval());
        this.counts = new InventoryCounts(meters, this::ageSeconds);
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public void start() {
        thread.start();
    }

    /** When a poll last saw every type of resource, and the topic had what it saw. */
    public Optional<Instant> lastCompletePoll() {
        return Optional.ofNullable(lastComplete);
    }

    @Override
    public Health health() {
        if (thread.getState() == Thread.State.TERMINATED) {
            return Health.failed("stopped");
        }
        String reason = trouble;
        if (reason != null) {
            return Health.starting(reason);
        }
        return lastCompletePoll()
                .map(time -> Health.ready(
                        "%d resources as of %s".formatted(resources, time.truncatedTo(ChronoUnit.SECONDS))))
                .orElseGet(() -> Health.starting("describing the network for the first time"));
    }

    private void run() {
        try (InventoryWriter writer = new InventoryWriter(kafka, topics.inventory(), meters)) {
            NetworkDescription network = new NetworkDescription(clients, clock);
            while (!stopped()) {
                try {
                    poll(network, writer);
                    succeeded();
                } catch (ProvisioningException e) {
                    failed(e.getMessage());
                } catch (KafkaException e) {
                    // Whether the last writes arrived is unknown now; the topic itself will tell.
                    published = null;
                    failed("cannot keep %s up to date: %s"
                            .formatted(topics.inventory().name(), e.getMessage()));
                }
                pause();
            }
        }
    }

    private void poll(NetworkDescription network, InventoryWriter writer) {
        if (published == null) {
            published = alreadyPublished(writer);
        }
        long begun = clock.millis();
        ProvisioningException failure = null;
        for (InventoryType type : InventoryType.values()) {
            try {
                publish(network.of(type), writer);
            } catch (ProvisioningException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (!stopped()) {
            writer.write(published.mark(begun));
            askWho(writer);
        }
        lastBegun = begun;
    }

    /** Without an answer the inventory is as good: it only does not know who. */
    private void askWho(InventoryWriter writer) {
        if (!settings.cloudTrail()) {
            return;
        }
        try {
            trail.ask(clock.millis(), hint -> {
                writer.write(hint);
                counts.hint();
            });
            trailTrouble = null;
        } catch (ProvisioningException e) {
            counts.hintFailed();
            if (!e.getMessage().equals(trailTrouble)) {
                LOG.warn("who changed the network stays unknown: {}", e.getMessage());
            }
            trailTrouble = e.getMessage();
        }
    }

    private PublishedState alreadyPublished(InventoryWriter writer) {
        AwsIdentity identity = clients.identity();
        PublishedState state = new PublishedState(identity.account(), identity.region());
        new InventoryReader(kafka, topics.inventory()).readInto(state, this::stopped);
        if (state.size() == 0 && !stopped()) {
            writer.write(state.mark(0));
        }
        return state;
    }

    private void publish(Described described, InventoryWriter writer) {
        if (stopped()) {
            return;
        }
        List<InventoryRecord> changes = published.changes(described);
        writer.write(changes, record -> {
            InventoryCounts.Change change = published.change(record);
            counts.published(record.type(), change);
            published.published(record);
            if (settings.cloudTrail() && change != InventoryCounts.Change.NEW) {
                trail.changed(record, lastBegun > 0 ? lastBegun : record.seenAt() - UNWATCHED.toMillis());
            }
        });
    }

    private void succeeded() {
        if (stopped()) {
            return;
        }
        resources = published.size();
        lastComplete = clock.instant();
        counts.complete();
        if (trouble != null) {
            LOG.info("the inventory is complete again: {} resources", resources);
        }
        trouble = null;
    }

    private void failed(String reason) {
        if (stopped()) {
            return;
        }
        counts.failed();
        if (!reason.equals(trouble)) {
            LOG.warn("the inventory is not complete, the last state stays: {}", reason);
        }
        trouble = reason;
    }

    private double ageSeconds() {
        Instant since = lastComplete == null ? created : lastComplete;
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        try {
            stopping.await((long) (settings.interval().toMillis() * factor), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE.toMillis());
            thread.interrupt();
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
