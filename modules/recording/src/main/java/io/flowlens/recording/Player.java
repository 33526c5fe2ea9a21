package io.flowlens.recording;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Tick;
import io.flowlens.topics.Topic;
import io.flowlens.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays a recording into the topics of a replay: first the inventory, then the flow logs in the order of their arrival, and
 * among them a {@link Tick} to every partition where event time has come that far.
 *
 * <p>Records without a key go to the first partition, so that their order is the same each time.
 */
public final class Player implements AutoCloseable {

    private static final int BATCH_BYTES = 256 << 10;

    private final RecordingReader recording;
    private final Topics topics;
    private final Speed speed;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Ticks ticks = new Ticks();
    private final String inventory;
    private final String flowLogs;
    private ConsumerRecord<byte[], byte[]> ahead;
    private long played;
    private long lines;

    /**
     * @param topics with the names and the number of partitions that they were created with
     * @param settings of a Kafka producer; what playing needs is set on top
     */
    public Player(RecordingReader recording, Topics topics, Map<String, Object> settings, Speed speed) {
        this.recording = recording;
        this.topics = topics;
        this.speed = speed;
        inventory = recorded(topics.inventory());
        flowLogs = recorded(topics.flowLogs());
        Map<String, Object> all = new HashMap<>(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        // A partition just made may refuse the first batch and take the second; then Kafka never takes the first any
        // more.
        all.put("max.in.flight.requests.per.connection", 1);
        all.put("compression.type", "lz4");
        all.put("linger.ms", "20");
        all.put("batch.size", BATCH_BYTES);
        all.put("max.request.size", Frame.MAX_LENGTH);
        producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        ahead = recording.next();
    }

    /** Returns when Kafka has the whole inventory. */
    public void playInventory() {
        while (ahead != null && ahead.topic().equals(inventory)) {
            send(ahead, topics.inventory(), 0);
            goOn();
        }
        flush();
    }

    /**
     * Returns when Kafka has all flow logs.
     *
     * @param done hears how many records of the recording lie behind, now and then
     * @throws InterruptException when the thread is interrupted
     */
    public void playFlowLogs(LongConsumer done) {
        long begun = System.nanoTime();
        long first = ahead == null ? 0 : ahead.timestamp();
        while (ahead != null) {
            if (!ahead.topic().equals(flowLogs)) {
                throw new KafkaException(
                        "the recording holds %s after its inventory, not %s".formatted(ahead.topic(), flowLogs));
            }
            await(begun + speed.nanosUntil(ahead.timestamp() - first));
            send(ahead, topics.flowLogs(), ahead.key() == null ? 0 : null);
            countLines(ahead.value());
            tickAfter(ahead);
            goOn();
            done.accept(played);
        }
        flush();
    }

    /** Lines of flow logs so far. */
    public long lines() {
        return lines;
    }

    private void goOn() {
        played++;
        ahead = recording.next();
    }

    private void tickAfter(ConsumerRecord<byte[], byte[]> record) {
        if (ticks.isDueAfter(FlowLogHeaders.eventTime(record.headers(), record.timestamp()))) {
            for (int partition = 0; partition < topics.flowLogs().partitions(); partition++) {
                producer.send(Tick.of(topics.flowLogs(), partition, ticks.latest()), this::sent);
            }
        }
    }

    private void send(ConsumerRecord<byte[], byte[]> record, Topic<?, ?> topic, Integer partition) {
        if (failure.get() != null) {
            flush();
        }
        producer.send(
                new ProducerRecord<>(
                        topic.name(), partition, record.timestamp(), record.key(), record.value(), record.headers()),
                this::sent);
    }

    private void sent(Object where, Exception why) {
        if (why != null) {
            failure.compareAndSet(null, why);
        }
    }

    private void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException("Kafka did not take a record of the recording", failure.get());
        }
    }

    private void countLines(byte[] batch) {
        if (batch == null || batch.length == 0) {
            return;
        }
        lines += batch[batch.length - 1] == '\n' ? 0 : 1;
        for (byte each : batch) {
            if (each == '\n') {
                lines++;
            }
        }
    }

    private void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptException("interrupted while playing the recording");
            }
        }
    }

    private String recorded(Topic<?, ?> topic) {
        return recording.header().prefix()
                + topic.name().substring(topics.prefix().length());
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
