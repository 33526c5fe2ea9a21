package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveIngestersTest {

    @Test
    void tellsSourcesApartWhoseNamesBeginAlike() {
        LiveIngesters live = ingesters("kinesis:flows-2", "logs:/vpc/all");

        assertThat(live.read("kinesis:flows-2")).isTrue();
        assertThat(live.read("kinesis:flows")).isFalse();
        assertThat(live.read("logs:/vpc")).isFalse();
    }

    @Test
    void knowsTheIngesterOfPartOfABucketOrOfSomeFiles() {
        LiveIngesters live = ingesters("s3:logs/AWSLogs/-queue", "file-1a2b");

        assertThat(live.read("s3:logs")).isTrue();
        assertThat(live.read("s3:lo")).isFalse();
        assertThat(live.read("file")).isTrue();
    }

    private static LiveIngesters ingesters(String... works) {
        return new LiveIngesters(
                "vpc.ingester-",
                List.of(works).stream().map(work -> "vpc.ingester-" + work).toList());
    }
}
