package io.flowlens.cli.replay;

import io.flowlens.notifier.NotifierService;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topic;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of one replay, and how far its topology has judged them. */
final class Stage implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Kafka misses a killed replay only after its session timeout. */
    private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(75);

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Admin admin;

    Stage(KafkaSettings kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        this.admin = Admin.create(kafka.admin("flowlens-replay"));
    }

    /**
     * Creates the topics, empty: those of the replay before it under the same prefix are deleted.
     *
     * @throws KafkaException when the topics there belong to no replay, or one is running
     */
    void set() {
        Collection<String> present = await(admin.listTopics().names());
        List<String> old = ours(present);
        if (!old.isEmpty()) {
            checkThatTheyAreOfAReplay(present);
            String group = topics.applicationId();
            waitUntil(
                    () -> members(group) == 0,
                    GIVEN_UP_WITHIN,
                    "a replay under the prefix " + topics.prefix()
                            + " is running: wait for it, or choose another --prefix");
            delete(old);
        }
        try (TopicAdmin creator = new TopicAdmin(kafka.admin("flowlens-replay-topics"), TIMEOUT)) {
            creator.createMissing(topics);
        }
    }

    /** Deletes what only the topology needed; the results stay as long as their topics keep them. */
    void strike() {
        String flowLogs = topics.flowLogs().name();
        delete(ours(await(admin.listTopics().names())).stream()
                .filter(name -> name.equals(flowLogs) || isInternal(name))
                .toList());
    }

    /** Offsets of all partitions. */
    long total(Topic<?, ?> topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether that group has read everything that stands there now, and what came of it is committed. */
    boolean isRead(String group, Topic<?, ?> topic, LongConsumer done) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long behind = 0;
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            long judged = offset == null ? 0 : offset.offset();
            behind += judged;
            all &= judged >= end.getValue();
        }
        done.accept(behind);
        return all;
    }

    private List<String> ours(Collection<String> present) {
        Set<String> names =
                new java.util.HashSet<>(topics.all().stream().map(Topic::name).toList());
        return present.stream()
                .filter(name -> names.contains(name) || isInternal(name))
                .toList();
    }

    private boolean isInternal(String name) {
        return name.startsWith(topics.applicationId() + "-");
    }

    /** The live inventory is compacted; that of a replay never is. */
    private void checkThatTheyAreOfAReplay(Collection<String> present) {
        String inventory = topics.inventory().name();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, inventory);
        boolean replay = present.contains(inventory)
                && "delete"
                        .equals(await(admin.describeConfigs(List.of(resource))
                                        .values()
                                        .get(resource))
                                .get("cleanup.policy")
                                .value());
        if (!replay) {
            throw new KafkaException("the topics under the prefix %s are of no replay: choose another --prefix"
                    .formatted(topics.prefix()));
        }
    }

    private int members(String group) {
        try {
            return await(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .members()
                    .size();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    private void delete(Collection<String> names) {
        await(admin.deleteConsumerGroups(groups()).all());
        try {
            await(admin.deleteTopics(names).all());
        } catch (UnknownTopicOrPartitionException e) {
            // Gone is what they should be.
        }
        waitUntil(
                () -> Stream.of(names)
                        .flatMap(Collection::stream)
                        .noneMatch(await(admin.listTopics().names())::contains),
                TIMEOUT,
                "Kafka has not deleted " + names);
    }

    /** Those of the topology and of who told its alerts: their offsets mean nothing for the topics to come. */
    private List<String> groups() {
        String told = topics.prefix() + NotifierService.GROUPS;
        return await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.equals(topics.applicationId()) || group.startsWith(told))
                .toList();
    }

    private Map<TopicPartition, Long> ends(Topic<?, ?> topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static void waitUntil(BooleanSupplier done, Duration longest, String otherwise) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException(otherwise);
            }
            pause();
        }
    }

    /** Between two questions to Kafka. */
    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
