package io.flowlens.benchmarks.input;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records that a topology reads: the inventory of an estate, then flow logs of its traffic. */
public final class Preload {

    private static final long SEED = 20_261_126;

    private final Estate estate;
    private final Topics topics;
    private final Consumer<ProducerRecord<String, byte[]>> sink;

    /** What was written to {@code vpc.flow-logs}. */
    public record Written(long lines, long bytes) {}

    /** @param topics whose names the records bear */
    public Preload(Estate estate, Topics topics, Consumer<ProducerRecord<String, byte[]>> sink) {
        this.estate = estate;
        this.topics = topics;
        this.sink = sink;
    }

    public void inventory() {
        new EstateInventory(estate, record -> sink.accept(record.to(topics.inventory()))).publish();
    }

    /** Batches of {@code from} to {@code to} lines of one interface. */
    public Written batches(int lines, int from, int to) {
        Envelopes envelopes = new Envelopes(estate, SEED);
        long bytes = 0;
        int written = 0;
        while (written < lines) {
            Envelope envelope = envelopes.next(from, to);
            bytes += put(envelope, envelope.lines());
            written += envelope.lines().size();
        }
        return new Written(written, bytes);
    }

    /** The same lines, one a record. */
    public Written singles(int lines, int from, int to) {
        Envelopes envelopes = new Envelopes(estate, SEED);
        long bytes = 0;
        int written = 0;
        while (written < lines) {
            Envelope envelope = envelopes.next(from, to);
            for (String line : envelope.lines()) {
                bytes += put(envelope, List.of(line));
            }
            written += envelope.lines().size();
        }
        return new Written(written, bytes);
    }

    private int put(Envelope envelope, List<String> lines) {
        byte[] value = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.flowLogs().name(), null, envelope.eventTime(), envelope.key(), value);
        new FlowLogHeaders(
                        Estate.ACCOUNT,
                        Estate.REGION,
                        Estate.LOG_GROUP,
                        envelope.key() + "-all",
                        null,
                        envelope.eventTime(),
                        envelope.eventTime())
                .writeTo(record.headers());
        sink.accept(record);
        return value.length;
    }
}
