package io.flowlens.provisioner.inventory;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.AwsNetworks.Network;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's network in one region, and what the topic says of it. Looked at by one thread at a time; what it says of itself
 * may be read by any.
 */
final class NetworkWatch {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);
    /** How far back a change is looked for that was made while nobody watched. */
    private static final Duration UNWATCHED = Duration.ofHours(1);

    private final Network network;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final InventorySettings settings;
    private final InventoryCounts counts;
    private final BooleanSupplier stopped;
    private final Clock clock = Clock.systemUTC();
    private final Trail trail;
    private final NetworkDescription description;

    private PublishedState published;
    private long lastBegun;
    private String trailTrouble;
    private volatile Instant lastComplete;
    private volatile String trouble;
    private volatile int resources;

    NetworkWatch(
            Network network,
            KafkaSettings kafka,
            Topics topics,
            InventorySettings settings,
            InventoryCounts counts,
            BooleanSupplier stopped) {
        this.network = network;
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.counts = counts;
        this.stopped = stopped;
        this.trail = new Trail(network.clients(), settings.interval());
        this.description = new NetworkDescription(network.clients(), clock);
    }

    String name() {
        return network.name();
    }

    /** When a look last saw every type of resource, and the topic had what it saw. */
    Optional<Instant> lastComplete() {
        return Optional.ofNullable(lastComplete);
    }

    /** Why the last look was not complete. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    int resources() {
        return resources;
    }

    /** Looks once. What fails is said, counted, and tried again by the next look. */
    void look(InventoryWriter writer) {
        try {
            poll(writer);
            succeeded();
        } catch (ProvisioningException e) {
            failed(e.getMessage());
        } catch (KafkaException e) {
            // Whether the last writes arrived is unknown now; the topic itself will tell.
            published = null;
            failed("cannot keep %s up to date: %s".formatted(topics.inventory().name(), e.getMessage()));
        }
    }

    private void poll(InventoryWriter writer) {
        if (published == null) {
            published = alreadyPublished(writer);
        }
        long begun = clock.millis();
        ProvisioningException failure = null;
        for (InventoryType type : InventoryType.values()) {
            try {
                publish(description.of(type), writer);
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
                LOG.warn("{}: who changed the network stays unknown: {}", name(), e.getMessage());
            }
            trailTrouble = e.getMessage();
        }
    }

    private PublishedState alreadyPublished(InventoryWriter writer) {
        AwsIdentity identity = network.clients().identity();
        PublishedState state = new PublishedState(identity.account(), identity.region());
        new InventoryReader(kafka, topics.inventory()).readInto(state, stopped);
        if (state.size() == 0 && !stopped()) {
            writer.write(state.mark(0));
        }
        return state;
    }

    private void publish(Described described, InventoryWriter writer) {
        if (stopped()) {
            return;
        }
        writer.write(published.changes(described), record -> {
            InventoryCounts.Change change = published.change(record);
            counts.published(record.type(), change);
            published.published(record);
            if (settings.cloudTrail() && change != InventoryCounts.Change.NEW) {
                trail.changed(record, lastBegun > 0 ? lastBegun : seenBefore(record));
            }
        });
    }

    private static long seenBefore(InventoryRecord record) {
        return record.seenAt() - UNWATCHED.toMillis();
    }

    private void succeeded() {
        if (stopped()) {
            return;
        }
        resources = published.size();
        lastComplete = clock.instant();
        counts.complete();
        if (trouble != null) {
            LOG.info("{}: the inventory is complete again: {} resources", name(), resources);
        }
        trouble = null;
    }

    private void failed(String reason) {
        if (stopped()) {
            return;
        }
        counts.failed();
        if (!reason.equals(trouble)) {
            LOG.warn("{}: the inventory is not complete, the last state stays: {}", name(), reason);
        }
        trouble = reason;
    }

    private boolean stopped() {
        return stopped.getAsBoolean();
    }
}
