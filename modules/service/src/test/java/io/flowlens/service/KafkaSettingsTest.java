package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private final KafkaSettings settings = KafkaSettings.of(
            "broker:9092",
            Map.of(
                    "sasl.jaas.config", "secret",
                    "linger.ms", "5",
                    "producer.linger.ms", "20",
                    "consumer.fetch.min.bytes", "1",
                    "streams.num.standby.replicas", "1"));

    @Test
    void givesPlainKeysToEveryClient() {
        assertThat(settings.producer("p")).containsEntry("sasl.jaas.config", "secret");
        assertThat(settings.consumer("c")).containsEntry("bootstrap.servers", "broker:9092");
        assertThat(settings.admin("a")).containsEntry("client.id", "a");
    }

    @Test
    void prefersTheKeyOfTheKind() {
        assertThat(settings.producer("p"))
                .containsEntry("linger.ms", "20")
                .doesNotContainKeys("producer.linger.ms", "fetch.min.bytes", "consumer.fetch.min.bytes");
    }

    @Test
    void leavesTheKeysOfItsClientsToStreams() {
        assertThat(settings.streams())
                .containsEntry("num.standby.replicas", "1")
                .containsEntry("producer.linger.ms", "20")
                .doesNotContainKey("streams.num.standby.replicas");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("secret");
    }
}
