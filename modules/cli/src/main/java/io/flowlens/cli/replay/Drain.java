package io.flowlens.cli.replay;

import io.flowlens.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the topology of a replay has judged its flow logs, by the offsets it committed with what it wrote. */
final class Drain implements AutoCloseable {

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions = new ArrayList<>();

    Drain(Map<String, Object> settings, Topics topics) {
        admin = Admin.create(settings);
        group = topics.applicationId();
        for (int partition = 0; partition < topics.flowLogs().partitions(); partition++) {
            partitions.add(new TopicPartition(topics.flowLogs().name(), partition));
        }
    }

    /** Offsets to judge, of all partitions. */
    long total() {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return whether everything that stands there now is judged, and what came of it written */
    boolean isDone(LongConsumer done) {
        Map<TopicPartition, Long> ends = ends();
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long behind = 0;
        boolean all = true;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            long judged = offset == null ? 0 : offset.offset();
            behind += judged;
            all &= judged >= ends.get(partition);
        }
        done.accept(behind);
        return all;
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not say how far the replay is", e.getCause());
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
