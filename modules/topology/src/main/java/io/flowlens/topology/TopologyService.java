package io.flowlens.topology;

import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link RejectTopology}, exactly once from {@code vpc.flow-logs} to what it writes. */
public final class TopologyService implements Service {

    private static final int BUFFERED_BATCHES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TopologyService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    /** A thread that dies more often than this has met something that starting again does not cure. */
    private static final int MAX_REPLACED_THREADS = 10;

    private final KafkaStreams streams;
    private final StreamsHealth health = new StreamsHealth(System::nanoTime);
    private final Restoring restoring;
    private final KafkaStreamsMetrics streamsMetrics;
    private final AtomicInteger replaced = new AtomicInteger();
    private final boolean replay;

    public TopologyService(Topics topics, KafkaSettings kafka, TopologySettings settings, Meters meters) {
        replay = settings.replay();
        RejectTopology topology = new RejectTopology(topics, settings, meters, Clock.systemUTC());
        streams = new KafkaStreams(topology.build(), properties(topics, kafka, settings));
        streams.setUncaughtExceptionHandler(this::replaceOrStop);
        streams.setStateListener(health);
        restoring = new Restoring(meters);
        streams.setGlobalStateRestoreListener(restoring);
        streamsMetrics = meters.watch((thread, every) -> new KafkaStreamsMetrics(streams, List.of(), thread, every));
    }

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public Health health() {
        return health.now().with(restoring.progress());
    }

    @Override
    public void close() {
        streamsMetrics.close();
        // Nobody takes a replay over: its group may be gone at once.
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(
                        replay ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    private StreamThreadExceptionResponse replaceOrStop(Throwable failure) {
        // A thread that takes up a replay in the middle does not know what was before.
        if (replaced.incrementAndGet() > MAX_REPLACED_THREADS || replay) {
            LOG.error("the topology stops: its threads died {} times, now of", replaced.get(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("a thread of the topology died and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How Kafka Streams is run: what the user says replaces what is usual, and nothing of what is promised. */
    public static Properties properties(Topics topics, KafkaSettings kafka, TopologySettings settings) {
        Properties properties = new Properties();
        // A member that died is missed within seconds, not after the default 45. A replay has nobody to take over.
        int missedAfter = settings.replay() ? 60_000 : 10_000;
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), missedAfter);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        // An open transaction of a dead member holds back every read_committed reader until it times out.
        int transaction = missedAfter + (int) settings.inventoryWait().toMillis();
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), transaction);
        // With more, transactions back to back arrive out of order now and then, and are refused and sent again.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // A record is a batch of up to hundreds of lines: the usual thousand of each would be hundreds of MiB of
        // backlog.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BATCHES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED_BATCHES);
        // What a batch of lines brings is larger than the usual 16 KiB: fewer and fuller ones cost less here and at the
        // broker.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put("processing.exception.handler.global.enabled", true);
        properties.putAll(kafka.streams());
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                topics.applicationId(),
                // The usual one has a random part: a new set of series at every start.
                StreamsConfig.CLIENT_ID_CONFIG,
                topics.applicationId(),
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateDir().toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2));
        return properties;
    }
}
