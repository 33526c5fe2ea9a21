package io.flowlens.cli;

import io.flowlens.service.BrokerWait;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to reach Kafka, the same for every command. */
public final class KafkaOptions {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Of one question while waiting for a broker: after it the user is told. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:FLOWLENS_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
            description = "Kafka brokers to start from, comma separated (env FLOWLENS_BOOTSTRAP_SERVERS; default:"
                    + " ${DEFAULT-VALUE}).")
    private String bootstrapServers;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            defaultValue = "${env:FLOWLENS_COMMAND_CONFIG}",
            description = "Properties for the Kafka clients, as Kafka's own tools take them; keys behind producer.,"
                    + " consumer., admin. or streams. go to that kind only.")
    private Path commandConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:FLOWLENS_TOPIC_PREFIX:-" + Topics.DEFAULT_PREFIX + "}",
            description = "Prefix of every topic (default: ${DEFAULT-VALUE}).")
    private String topicPrefix;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    public KafkaSettings settings() {
        return KafkaSettings.of(bootstrapServers, fileSettings());
    }

    /** For who reads a topic from outside of every consumer group. */
    public Map<String, Object> tail() {
        return settings().consumer("flowlens-tail");
    }

    public Topics topics() {
        return Usage.check(spec, () -> new Topics(topicPrefix, Topics.DEFAULT_PARTITIONS));
    }

    /**
     * Creates the topics that are missing, which also shows that the broker answers.
     *
     * @return the names created
     */
    public List<String> createMissingTopics() {
        return createMissingTopics(TIMEOUT);
    }

    /**
     * The same for what runs until Ctrl-C: a broker that does not answer yet is waited for, as {@link BrokerWait} says.
     *
     * @return false when the process was asked to end first
     */
    boolean awaitTopics(Pipeline pipeline, InterruptLatch latch) {
        BrokerWait wait = new BrokerWait(bootstrapServers, Clock.systemUTC());
        return pipeline.showing(wait, () -> wait.until(() -> createMissingTopics(ATTEMPT), latch::await, this::say));
    }

    private List<String> createMissingTopics(Duration timeout) {
        Map<String, Object> admin = settings().admin("flowlens-admin");
        admin.putIfAbsent("default.api.timeout.ms", (int) timeout.toMillis());
        admin.putIfAbsent("request.timeout.ms", (int) timeout.toMillis());
        try (TopicAdmin topics = new TopicAdmin(admin, timeout)) {
            return topics.createMissing(topics());
        } catch (KafkaException e) {
            String what = e instanceof AuthenticationException || e instanceof AuthorizationException
                    ? "Kafka at %s refuses (is --command-config right?)"
                    : "no answer from Kafka at %s (is it running, and is --bootstrap-server right?)";
            throw new KafkaException(what.formatted(bootstrapServers), e);
        }
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + text);
        err.flush();
    }

    private Map<String, String> fileSettings() {
        Map<String, String> settings = new HashMap<>();
        if (commandConfig != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read --command-config " + commandConfig + ": " + e, e);
            }
            properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        }
        return settings;
    }
}
