package io.flowlens.cli.doctor;

import io.flowlens.topics.Topic;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Whether the brokers answer, have the topics as they are planned, and the same time. */
final class KafkaChecks {

    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final String servers;
    private final Map<String, Object> settings;
    private final Topics topics;

    /** @param settings of an admin client */
    KafkaChecks(String servers, Map<String, Object> settings, Topics topics) {
        this.servers = servers;
        this.settings = settings;
        this.topics = topics;
        settings.putIfAbsent("default.api.timeout.ms", (int) ANSWER.toMillis());
        settings.putIfAbsent("request.timeout.ms", (int) ANSWER.toMillis());
    }

    Finding reachable() {
        return ask("kafka", admin -> {
            Collection<Node> nodes = await(admin.describeCluster().nodes());
            return Finding.ok(
                    "kafka",
                    "%s answers, with %d broker%s".formatted(servers, nodes.size(), nodes.size() == 1 ? "" : "s"));
        });
    }

    Finding topics() {
        return ask("kafka topics", admin -> {
            Set<String> there = await(admin.listTopics().names());
            List<Topic<?, ?>> planned = topics.all();
            List<String> missing = planned.stream()
                    .map(Topic::name)
                    .filter(name -> !there.contains(name))
                    .toList();
            List<String> present =
                    planned.stream().map(Topic::name).filter(there::contains).toList();
            List<String> differences = differences(admin, planned, present);
            if (!differences.isEmpty()) {
                return Finding.warning(
                        "kafka topics",
                        String.join("; ", differences) + withMissing(missing),
                        "'flowlens topics' prints the plan, kafka-configs and kafka-topics change a topic");
            }
            return missing.isEmpty()
                    ? Finding.ok("kafka topics", "all %d are there as planned".formatted(planned.size()))
                    : Finding.warning(
                            "kafka topics",
                            "missing: " + String.join(", ", missing),
                            "every service makes them when it starts, if it may; or 'flowlens topics --create'");
        });
    }

    private static String withMissing(List<String> missing) {
        return missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing);
    }

    private List<String> differences(Admin admin, List<Topic<?, ?>> planned, List<String> present) {
        Map<String, TopicDescription> described =
                await(admin.describeTopics(present).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(present.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        Map<String, Config> byName = new TreeMap<>();
        configs.forEach((resource, config) -> byName.put(resource.name(), config));
        List<String> differences = new ArrayList<>();
        for (Topic<?, ?> topic : planned) {
            if (described.containsKey(topic.name())) {
                compare(topic, described.get(topic.name()).partitions().size(), byName.get(topic.name()), differences);
            }
        }
        return differences;
    }

    /** More partitions than planned are no harm, but for a topic whose order is the point of its only one. */
    private static void compare(Topic<?, ?> topic, int partitions, Config config, List<String> differences) {
        if (partitions < topic.partitions() || topic.partitions() == 1 && partitions > 1) {
            differences.add(
                    "%s has %d partitions, planned are %d".formatted(topic.name(), partitions, topic.partitions()));
        }
        topic.config().forEach((key, wanted) -> {
            String value = config.get(key) == null ? "unknown" : config.get(key).value();
            if (!wanted.equals(value)) {
                differences.add("%s has %s=%s, planned is %s".formatted(topic.name(), key, value, wanted));
            }
        });
    }

    /** Kafka tells its time in one place: the controller has caught up with itself just now. */
    Finding clock() {
        return ask("kafka clock", admin -> {
            Instant before = Instant.now();
            QuorumInfo quorum = await(admin.describeMetadataQuorum().quorumInfo());
            Instant after = Instant.now();
            OptionalLong now = quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .findFirst();
            return now.isPresent()
                    ? Clock.compare(
                            "kafka clock",
                            "the brokers' controller",
                            before,
                            Instant.ofEpochMilli(now.getAsLong()),
                            after,
                            Duration.ZERO)
                    : Finding.warning("kafka clock", "not checked, since the brokers do not tell their time", "");
        });
    }

    private Finding ask(String check, Function<Admin, Finding> question) {
        try (Admin admin = Admin.create(settings)) {
            return question.apply(admin);
        } catch (KafkaException e) {
            return check.equals("kafka")
                    ? Finding.failed(
                            check,
                            "no answer from %s: %s".formatted(servers, e.getMessage()),
                            "start it ('flowlens sandbox' has one), or say where it is: --bootstrap-server, --command-config")
                    : Finding.warning(check, "not checked: " + e.getMessage(), "");
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within %d s".formatted(ANSWER.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
