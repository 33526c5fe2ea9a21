package io.flowlens.ingester;

import io.flowlens.ingester.source.Backoff;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the partitions of the positions' topic out among the ingesters: to be assigned a partition is to hold its shards.
 *
 * <p>The consumer reads nothing; it is a member of the group, and Kafka does the rest. That two members may believe for a
 * moment that they hold one partition does no harm: only the one that took over last can commit.
 */
final class Leases implements Runnable, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SESSION_MILLIS = 6_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int REBALANCE_MILLIS = 60_000;
    private static final Duration STOP_WAIT = Duration.ofSeconds(12);

    private final Context context;
    private final Positions positions;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics consumerMeters;
    private final Map<TopicPartition, PartitionIngester> held = new HashMap<>();
    private volatile boolean joined;
    private volatile boolean closing;

    Leases(Context context, Positions positions) {
        this.context = context;
        this.positions = positions;
        Map<String, Object> settings = new HashMap<>(context.kafka().consumer(context.group()));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, context.group());
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, REBALANCE_MILLIS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumerMeters = context.counters().meters().watch(consumer);
    }

    @Override
    public void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
        consumer.subscribe(List.of(context.topics().ingestPositions().name()), this);
        while (!closing) {
            try {
                consumer.poll(POLL);
                backoff.reset();
            } catch (WakeupException e) {
                // Closing; the loop sees it.
            } catch (KafkaException e) {
                LOG.warn("the group {} cannot be kept: {}", context.group(), e.getMessage());
                pause(backoff.next());
            }
        }
        consumerMeters.close();
        consumer.close(); // gives up everything held, by way of onPartitionsRevoked
    }

    /** Ends {@link #run()}; returns at once. */
    void close() {
        closing = true;
        consumer.wakeup();
    }

    /** True once the group has said what is held here, which may be nothing. */
    boolean hasJoined() {
        return joined;
    }

    /** False when the group's coordinator has not been heard of for longer than a member may be silent. */
    boolean isHeard() {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .map(metric -> metric.metricValue())
                .filter(Objects::nonNull)
                .allMatch(seconds -> ((Number) seconds).doubleValue() * 1000 < SESSION_MILLIS);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        consumer.pause(consumer.assignment());
        for (TopicPartition partition : added) {
            PartitionIngester ingester = new PartitionIngester(context, partition.partition(), positions);
            held.put(partition, ingester);
            ingester.start();
        }
        joined = true;
        LOG.info("holding {}", held.keySet());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> removed) {
        List<PartitionIngester> leaving = new ArrayList<>();
        for (TopicPartition partition : removed) {
            PartitionIngester ingester = held.remove(partition);
            if (ingester != null) {
                ingester.stop();
                leaving.add(ingester);
            }
        }
        try {
            long deadline = System.nanoTime() + STOP_WAIT.toNanos();
            for (PartitionIngester ingester : leaving) {
                ingester.awaitStopped(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The group went on without this member: another one may hold these already. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        LOG.warn("lost {} to the group", lost);
        onPartitionsRevoked(lost);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
