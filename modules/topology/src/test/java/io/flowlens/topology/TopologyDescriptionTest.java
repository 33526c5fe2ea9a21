package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The shape of the topology and the names of its parts, held against a file.
 *
 * <p>State hangs on these names: a store that is renamed starts empty after an upgrade. So when this fails, either undo
 * the change, or make it knowingly, take the new description into the file, and say in the release notes what is lost.
 */
class TopologyDescriptionTest {

    @Test
    void isAsItWas() throws Exception {
        TopologySettings settings = new TopologySettings(
                Path.of("unused"), 1, JudgeConfig.DEFAULT, Duration.ofMinutes(30), AlertRules.USUAL);

        String description = new RejectTopology(Topics.withDefaults(), settings, new Meters(), Clock.systemUTC())
                .build()
                .describe()
                .toString();

        try (InputStream golden = getClass().getResourceAsStream("reject.topology.txt")) {
            assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
