package io.flowlens.recording;

import io.flowlens.recording.RecordingHeader.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of some partitions in the order of their arrival. Holds what was fetched of each partition until its turn
 * comes, and fetches no more of it meanwhile.
 */
final class Arrivals {

    private static final Duration POLL = Duration.ofMillis(200);

    private static final class Lane {

        private final TopicPartition partition;
        private final long from;
        private final long to;
        private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
        private long next;

        private Lane(Span span, long next) {
            this.partition = new TopicPartition(span.topic(), span.partition());
            this.from = span.from();
            this.to = span.to();
            this.next = next;
        }

        private boolean isOver() {
            return next >= to;
        }
    }

    /** Where reading goes on. */
    interface Progress {

        long next(TopicPartition partition, long otherwise);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Lane> lanes = new ArrayList<>();

    Arrivals(KafkaConsumer<byte[], byte[]> consumer, List<Span> spans, Progress progress) {
        this.consumer = consumer;
        for (Span span : spans) {
            TopicPartition partition = new TopicPartition(span.topic(), span.partition());
            lanes.add(new Lane(span, progress.next(partition, span.from())));
        }
        List<Lane> open = lanes.stream().filter(lane -> !lane.isOver()).toList();
        consumer.assign(open.stream().map(lane -> lane.partition).toList());
        open.forEach(lane -> consumer.seek(lane.partition, lane.next));
    }

    /** The next record, or null after the last; waits for Kafka. */
    ConsumerRecord<byte[], byte[]> next() {
        while (lanes.stream().anyMatch(lane -> lane.fetched.isEmpty() && !lane.isOver())) {
            fetch();
        }
        Lane first = null;
        for (Lane lane : lanes) {
            if (!lane.fetched.isEmpty() && (first == null || isBefore(lane, first))) {
                first = lane;
            }
        }
        return first == null ? null : first.fetched.remove();
    }

    /** How many offsets lie behind the records handed out, of all partitions. */
    long behind() {
        long behind = 0;
        for (Lane lane : lanes) {
            long at = lane.fetched.isEmpty()
                    ? Math.min(lane.next, lane.to)
                    : lane.fetched.peek().offset();
            behind += Math.max(0, at - lane.from);
        }
        return behind;
    }

    private void fetch() {
        for (Lane lane : lanes) {
            if (consumer.assignment().contains(lane.partition)) {
                List<TopicPartition> one = List.of(lane.partition);
                if (lane.fetched.isEmpty() && !lane.isOver()) {
                    consumer.resume(one);
                } else {
                    consumer.pause(one);
                }
            }
        }
        var records = consumer.poll(POLL);
        for (Lane lane : lanes) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(lane.partition)) {
                if (record.offset() < lane.to) {
                    lane.fetched.add(record);
                }
            }
            if (!lane.isOver()) {
                // The end of a transaction takes an offset, too, and is no record.
                lane.next = consumer.position(lane.partition);
            }
        }
    }

    private static boolean isBefore(Lane one, Lane other) {
        return one.fetched.peek().timestamp() < other.fetched.peek().timestamp();
    }
}
