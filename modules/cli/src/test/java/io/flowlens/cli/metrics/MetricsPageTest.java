package io.flowlens.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** When this fails, the meters changed and their page did not: run it with {@code -Dflowlens.docs=write}. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("../../docs/reference/metrics.md");

    @Test
    void thePageIsWhatTheListsSay() throws Exception {
        if ("write".equals(System.getProperty("flowlens.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetricsPage.text());
        }

        assertThat(PAGE).content().isEqualTo(MetricsPage.text());
    }
}
