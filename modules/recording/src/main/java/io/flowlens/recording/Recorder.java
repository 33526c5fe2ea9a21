package io.flowlens.recording;

import io.flowlens.recording.RecordingHeader.Span;
import io.flowlens.topics.Tick;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a span of the topics from Kafka into a recording, outside any consumer group: first the whole inventory up to the
 * end of the span, then the flow logs that arrived in it.
 *
 * <p>Flow logs are written in the order of their arrival, whatever partitions they stood in: of the records that come next
 * in their partitions the earliest, and of two at once that of the lower partition. So the same span is always the same file.
 */
public final class Recorder implements AutoCloseable {

    /** The inventory sees a change only when it looks next: what it saw shortly after the span may be of the span. */
    private static final Duration INVENTORY_BEYOND = Duration.ofMinutes(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param settings of a Kafka consumer; what recording needs is set on top */
    public Recorder(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("isolation.level", "read_committed");
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "none");
        all.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        // What is fetched of every partition is held until its turn comes.
        all.put("max.partition.fetch.bytes", 1 << 18);
        all.put("max.poll.records", 50);
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Finds what belongs to the span, and so what is to be written.
     *
     * @param until of the arrival in Kafka, exclusive; what arrives later than now is never in it
     */
    public RecordingHeader plan(Topics topics, Instant since, Instant until, String software, boolean anonymized) {
        List<Span> spans = new ArrayList<>();
        Instant inventoryUntil = until.plus(INVENTORY_BEYOND);
        spans.addAll(spans(topics.inventory().name(), Instant.EPOCH, inventoryUntil));
        spans.addAll(spans(topics.flowLogs().name(), since, until));
        return new RecordingHeader(
                software, topics.prefix(), since.toEpochMilli(), until.toEpochMilli(), anonymized, spans);
    }

    /**
     * Writes what is missing of the recording, and its end.
     *
     * @param change what is written for a record, as to make it anonymous
     * @param done hears how many offsets of the spans lie behind, now and then
     * @return false when the thread was interrupted before the end; the recording can be taken up again
     */
    public boolean record(
            RecordingWriter writer, UnaryOperator<ConsumerRecord<byte[], byte[]>> change, LongConsumer done) {
        Map<String, List<Span>> byTopic = new java.util.LinkedHashMap<>();
        writer.header()
                .spans()
                .forEach(span -> byTopic.computeIfAbsent(span.topic(), topic -> new ArrayList<>())
                        .add(span));
        long behind = 0;
        try {
            for (List<Span> spans : byTopic.values()) {
                Arrivals arrivals = new Arrivals(consumer, spans, writer::next);
                for (ConsumerRecord<byte[], byte[]> record = arrivals.next();
                        record != null;
                        record = arrivals.next()) {
                    if (!Tick.is(record.key(), record.value())) {
                        writer.write(change.apply(record));
                    }
                    done.accept(behind + arrivals.behind());
                }
                behind += arrivals.behind();
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (OffsetOutOfRangeException e) {
            throw new KafkaException("Kafka no longer holds all of the span: its retention has passed", e);
        }
        writer.finish();
        done.accept(behind);
        return true;
    }

    private List<Span> spans(String topic, Instant since, Instant until) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> from = offsets(partitions, since);
        Map<TopicPartition, Long> to = offsets(partitions, until);
        return partitions.stream()
                .map(partition -> new Span(topic, partition.partition(), from.get(partition), to.get(partition)))
                .sorted(java.util.Comparator.comparingInt(Span::partition))
                .toList();
    }

    /** The first offset that arrived at that time or later; the end when there is none. */
    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                offsets.merge(found.getKey(), found.getValue().offset(), Math::min);
            }
        }
        return offsets;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
