package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The topics on the broker that production runs, from its own image.
 *
 * <p>Skipped without a container engine, and where the image is not there: fetching it is not a test's business.
 */
class TopicAdminIT {

    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @BeforeAll
    static void needsAnEngineAndTheImage() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine");
        assumeTrue(hasImage(), "no image " + IMAGE);
    }

    @Test
    void createsWhatIsMissingOnceWithItsSettings() throws Exception {
        Topics topics = Topics.withDefaults();
        try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
            kafka.start();
            Map<String, Object> settings = Map.of("bootstrap.servers", kafka.getBootstrapServers());
            try (TopicAdmin admin = new TopicAdmin(settings, TIMEOUT)) {
                assertThat(admin.createMissing(topics))
                        .containsExactlyElementsOf(
                                topics.all().stream().map(Topic::name).toList());
                assertThat(admin.createMissing(topics)).isEmpty();
            }

            ConfigResource flowLogs = new ConfigResource(
                    ConfigResource.Type.TOPIC, topics.flowLogs().name());
            try (Admin admin = Admin.create(settings)) {
                Config config =
                        admin.describeConfigs(List.of(flowLogs)).all().get().get(flowLogs);
                assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            }
        }
    }

    private static boolean hasImage() {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
