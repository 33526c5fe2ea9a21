package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.broker.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It does not matter whether the broker or what needs it is started first. */
class StartOrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(110);

    @TempDir
    private Path data;

    private final int kafkaPort = freePort();
    private final int statusPort = freePort();

    @Test
    void waitsForABrokerThatIsStartedLater() {
        try (FollowingRun console = console()) {
            awaitReadyz(503, "waiting for Kafka until");
            try (KafkaBroker broker = KafkaBroker.start(data, kafkaPort)) {
                awaitReadyz(200, "\"console\"");

                CommandLineRun run = console.end();

                assertThat(broker.bootstrapServers()).endsWith(":" + kafkaPort);
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.err().lines())
                        .satisfiesOnlyOnce(line -> assertThat(line)
                                .startsWith("flowlens console: waiting for Kafka until ")
                                .contains("no answer from Kafka at 127.0.0.1:" + kafkaPort));
            }
        }
    }

    @Test
    void canBeInterruptedWhileItWaits() {
        try (FollowingRun console = console()) {
            awaitReadyz(503, "\"kafka\"");

            assertThat(console.end().exitCode()).isZero();
        }
    }

    private FollowingRun console() {
        return new FollowingRun(
                "console",
                "--listen",
                "127.0.0.1:0",
                "--bootstrap-server",
                "127.0.0.1:" + kafkaPort,
                "--status-port",
                "" + statusPort);
    }

    private void awaitReadyz(int status, String text) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statusPort + "/readyz"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(text);
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}
