package io.flowlens.ingester;

import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.topics.IngestPosition;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One partition, from taking it over to giving it up or to the first error.
 *
 * <p>Taking over is what makes it exactly once: {@code initTransactions} ends the transaction that an earlier owner left
 * and fences that owner, so after it the committed positions cannot change any more; then they are read, and every shard
 * goes on behind its own. Whatever goes wrong later, a new session does the same and stands where the last commit was.
 */
final class Session implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMillis(100);

    private final Context context;
    private final int partition;
    private final Positions positions;
    private final Outbox outbox;
    private final KafkaClientMetrics producerMeters;
    private final Inbox inbox = new Inbox();
    private final ShardRuns shards;

    Session(Context context, int partition, Positions positions) {
        this(context, partition, positions, producer(context, partition));
    }

    private Session(Context context, int partition, Positions positions, Producer<byte[], byte[]> producer) {
        this.context = context;
        this.partition = partition;
        this.positions = positions;
        this.producerMeters = context.counters().meters().watch(producer);
        this.outbox = new Outbox(producer, context.topics(), partition, context.counters(), context.clock());
        this.shards = new ShardRuns(context, partition, positions, outbox, inbox);
    }

    /** Reads and writes until told to stop; an exception means that a new session is needed. */
    void run(BooleanSupplier stopping) throws InterruptedException {
        outbox.takeOver();
        positions.readToEnd();
        while (!stopping.getAsBoolean()) {
            shards.lookAround();
            context.progress().running(partition);
            Arrival arrival = inbox.take(IDLE);
            if (arrival != null) {
                forwardAll(arrival);
            }
        }
    }

    /** One transaction for all that is waiting, or more when it grows large; it is never left open. */
    private void forwardAll(Arrival first) throws InterruptedException {
        List<ShardRun> ended = new ArrayList<>();
        for (Arrival arrival = first; arrival != null; arrival = next()) {
            if (arrival.isRecall()) {
                recall(arrival);
            } else {
                forward(arrival);
                if (arrival.page().ended()) {
                    ended.add(arrival.run());
                }
            }
            inbox.release();
        }
        if (outbox.isOpen()) {
            outbox.commit();
        }
        ended.forEach(shards::ended);
    }

    private Arrival next() throws InterruptedException {
        return outbox.isFull() || inbox.isEmpty() ? null : inbox.take(Duration.ZERO);
    }

    private static void recall(Arrival arrival) {
        String upTo = arrival.recalledUpTo().sequenceNumber();
        for (SourceRecord record : arrival.page().records()) {
            if (SourceRecord.compareSequence(record.sequenceNumber(), upTo) <= 0) {
                arrival.run().forwarder().recall(record);
            }
        }
    }

    private void forward(Arrival arrival) {
        ShardRun run = arrival.run();
        Page page = arrival.page();
        for (SourceRecord record : page.records()) {
            if (outbox.isFull()) {
                outbox.commit();
            }
            run.forwarder().forward(run.key(), record);
            moveTo(run, record.sequenceNumber(), record.arrived(), page.millisBehind(), false);
        }
        if (page.records().isEmpty() || page.ended()) {
            IngestPosition last = run.position();
            moveTo(run, last.sequenceNumber(), last.arrived(), page.millisBehind(), page.ended());
        }
        if (page.ended()) {
            outbox.tally().reshard();
        }
    }

    private void moveTo(ShardRun run, String sequenceNumber, long arrived, long millisBehind, boolean ended) {
        long now = context.clock().millis();
        run.moveTo(new IngestPosition(sequenceNumber, arrived, now, millisBehind, ended));
        outbox.position(run.key(), run.position());
    }

    static Producer<byte[], byte[]> producer(Context context, int partition) {
        String id = context.group() + "-" + partition;
        Map<String, Object> settings = new HashMap<>(context.kafka().producer(id));
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 50);
        // A transaction that begins on the heels of another makes the broker hold its first batch back for a moment;
        // later
        // ones on their way by then would be refused as out of order, and sent again.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Short: a transaction left open holds back every reader of committed records until it times out.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 9_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        shards.close();
        producerMeters.close();
        outbox.close();
    }
}
