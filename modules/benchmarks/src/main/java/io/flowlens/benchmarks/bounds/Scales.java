package io.flowlens.benchmarks.bounds;

import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Weighs what a running topology keeps: in its stores, as their changelogs hold them, on the broker, in memory, on the page. */
final class Scales implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters;
    private final Admin admin;

    Scales(KafkaSettings kafka, Topics topics, Meters meters) {
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.admin = Admin.create(kafka.admin("scales"));
    }

    Kept weigh(long pairs, long batches) throws Exception {
        Map<String, Long> bytes = settledTopicBytes();
        Tally noise = read(topics.applicationId() + "-interface-noise-store-changelog");
        Tally alertsStore = read(topics.applicationId() + "-open-alerts-store-changelog");
        Kept.Written written = new Kept.Written(
                read(topics.alerts().name()).records, read(topics.rejects().name()).records);
        return new Kept(
                pairs,
                batches,
                noise.content(),
                alertsStore.content(),
                written,
                bytes,
                series(),
                heapAfterCollection());
    }

    /** Transactions are on disk once nothing grows any more. */
    private Map<String, Long> settledTopicBytes() throws Exception {
        Map<String, Long> before = Map.of();
        Map<String, Long> now = topicBytes();
        while (!now.equals(before)) {
            Thread.sleep(SETTLED.toMillis());
            before = now;
            now = topicBytes();
        }
        return now;
    }

    private Map<String, Long> topicBytes() throws Exception {
        List<Integer> brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        Map<String, Long> bytes = new TreeMap<>();
        for (Map<String, LogDirDescription> folders :
                admin.describeLogDirs(brokers).allDescriptions().get().values()) {
            folders.values()
                    .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                        if (partition.topic().startsWith(topics.prefix())
                                || partition.topic().startsWith(topics.applicationId())) {
                            bytes.merge(partition.topic(), replica.size(), Long::sum);
                        }
                    }));
        }
        return bytes;
    }

    private static final class Tally {
        private final Map<String, Integer> newest = new HashMap<>();
        private long records;

        private void add(ConsumerRecord<String, byte[]> record) {
            records++;
            if (record.value() == null) {
                newest.remove(record.key());
            } else {
                newest.put(record.key(), record.key().length() + record.value().length);
            }
        }

        private Kept.Content content() {
            return new Kept.Content(
                    newest.size(),
                    newest.values().stream().mapToLong(Integer::longValue).sum());
        }
    }

    private Tally read(String topic) {
        Map<String, Object> settings = new HashMap<>(kafka.consumer("scales"));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        Tally tally = new Tally();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(POLL).forEach(tally::add);
            }
        }
        return tally;
    }

    private long series() {
        return meters.scrape("text/plain; version=0.0.4; charset=utf-8")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    private static long heapAfterCollection() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void close() {
        admin.close();
    }
}
