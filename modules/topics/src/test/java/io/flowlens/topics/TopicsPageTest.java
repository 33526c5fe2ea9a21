package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** When this fails, topics or schemas changed and their page did not: run it with {@code -Dflowlens.docs=write}. */
class TopicsPageTest {

    private static final Path PAGE = Path.of("../../docs/reference/topics.md");

    @Test
    void thePageIsWhatCodeAndSchemasSay() throws IOException {
        if ("write".equals(System.getProperty("flowlens.docs"))) {
            Files.writeString(PAGE, TopicsPage.text());
        }

        assertThat(PAGE).content().isEqualTo(TopicsPage.text());
    }
}
