package io.flowlens.ingester;

import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes lines, dead letters and the positions behind them, all of a transaction or nothing of it. A transaction begins
 * with the first thing written. The position is written last, at the commit, so that a page leaves one, not one a record.
 */
final class Outbox implements AutoCloseable {

    /** The most that goes into one Kafka record, well under the broker's 1 MB. */
    static final int MAX_RECORD_BYTES = 900_000;

    private static final int FULL_BYTES = 8 << 20;

    /** Only reached when much is waiting: a commit sends batches off half full, and those cost a fifth more to compress. */
    private static final Duration FULL_AGE = Duration.ofMillis(250);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final int partition;
    private final Counters counters;
    private final Clock clock;
    private final Map<String, IngestPosition> positions = new LinkedHashMap<>();
    private Tally tally = new Tally();
    private boolean open;
    private long begun;
    private long bytes;

    /** @param partition of the positions' topic that this outbox alone writes to */
    Outbox(Producer<byte[], byte[]> producer, Topics topics, int partition, Counters counters, Clock clock) {
        this.producer = producer;
        this.topics = topics;
        this.partition = partition;
        this.counters = counters;
        this.clock = clock;
    }

    /** Ends what an earlier owner left open and locks it out. */
    void takeOver() {
        producer.initTransactions();
    }

    /** The counts of the transaction that is being written. */
    Tally tally() {
        return tally;
    }

    /** @param key interface id, or null */
    void lines(String key, byte[] lines, FlowLogHeaders headers) {
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(topics.flowLogs().name(), utf8(key), lines);
        headers.writeTo(out.headers());
        send(out);
    }

    /** What could not be read, as it came; what Kafka could not take is cut off at {@link #MAX_RECORD_BYTES}. */
    void deadLetter(String shard, SourceRecord record, Reason reason, byte[] unread) {
        byte[] value = unread.length > MAX_RECORD_BYTES ? Arrays.copyOf(unread, MAX_RECORD_BYTES) : unread;
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(topics.deadLetters().name(), utf8(record.key()), value);
        DeadLetters.describe(out.headers(), Counters.tag(reason), shard, record.sequenceNumber());
        send(out);
        tally.deadLetter(reason);
    }

    /** How far the shard has been read with what was written so far. */
    void position(String shard, IngestPosition position) {
        beginOnce();
        positions.put(shard, position);
    }

    /** Deletes the position of a shard that will never come again. */
    void forget(String shard) {
        beginOnce();
        positions.put(shard, null);
    }

    boolean isOpen() {
        return open;
    }

    /** True when the transaction should not grow any more. */
    boolean isFull() {
        return open && (bytes >= FULL_BYTES || System.nanoTime() - begun >= FULL_AGE.toNanos());
    }

    /** Makes everything since the last commit visible at once. */
    void commit() {
        positions.forEach(this::sendPosition);
        producer.commitTransaction();
        counters.commit.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        tally.countInto(counters, clock.millis());
        tally = new Tally();
        positions.clear();
        open = false;
        bytes = 0;
    }

    private void sendPosition(String shard, IngestPosition position) {
        String topic = topics.ingestPositions().name();
        byte[] value = position == null
                ? null
                : topics.ingestPositions().values().serializer().serialize(topic, position);
        producer.send(new ProducerRecord<>(topic, partition, utf8(shard), value));
    }

    private void send(ProducerRecord<byte[], byte[]> out) {
        beginOnce();
        producer.send(out);
        bytes += out.value().length;
    }

    private void beginOnce() {
        if (!open) {
            producer.beginTransaction();
            begun = System.nanoTime();
            open = true;
        }
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Drops what is not committed; the broker ends an open transaction when the next owner takes over, or in time. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
