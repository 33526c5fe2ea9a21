package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.notifier.Alerts;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real Alertmanager, where it is installed. What it tells its own receivers is looked at, too. */
class AlertmanagerIT {

    private static final String BINARY = "prometheus-alertmanager";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final StubReceiver BEHIND = new StubReceiver(body -> StubReceiver.status("200", "ok"));

    @TempDir
    static Path folder;

    private static Process process;
    private static String url;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AlertmanagerChannel channel = new AlertmanagerChannel(
            new AlertmanagerSpec("am", null, true, url, null),
            new Surroundings(URI.create("https://flowlens.example.org"), alert -> {}, Clock.systemUTC()));

    @BeforeAll
    static void start() throws Exception {
        boolean installed =
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, BINARY)));
        assumeTrue(installed, BINARY + " is not on the PATH; on Debian: apt-get install " + BINARY);
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: behind, group_by: [fingerprint], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers: [{name: behind, webhook_configs: [{url: '%s', send_resolved: true}]}]
                """.formatted(BEHIND.url()));
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        process = new ProcessBuilder(
                        BINARY,
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        await().atMost(PATIENCE).until(AlertmanagerIT::isUp);
    }

    @AfterAll
    static void stop() throws Exception {
        BEHIND.close();
        if (process != null) {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesAnAlertAndItsEndAndTellsItsOwnReceivers() throws Exception {
        String fingerprint = "1111111111111111";
        Alert firing = Alerts.firing(fingerprint);

        assertThat(channel.tell(new Notification("1", Change.FIRED, firing, null)))
                .isEqualTo(Receipt.ACCEPTED);

        JsonNode seen = active(fingerprint).get(0);
        assertThat(seen.path("labels").path("alertname").asText()).isEqualTo("FlowlensBrokenPath");
        assertThat(seen.path("annotations").path("fix").asText())
                .startsWith("aws ec2 authorize-security-group-ingress");
        assertThat(seen.path("generatorURL").asText()).endsWith(fingerprint);
        assertThat(Instant.parse(seen.path("endsAt").asText()))
                .isAfter(Instant.now().plusSeconds(200));
        await().atMost(PATIENCE).until(() -> told(fingerprint, "\"status\":\"firing\""));

        Notification over = new Notification("2", Change.RESOLVED, Alerts.verified(fingerprint), firing);
        assertThat(channel.tell(over)).isEqualTo(Receipt.ACCEPTED);

        await().atMost(PATIENCE).until(() -> told(fingerprint, "\"status\":\"resolved\""));
        assertThat(active(fingerprint)).isEmpty();
        assertThat(BEHIND.bodies()).anyMatch(body -> body.contains("verified fixed"));
    }

    @Test
    void aReminderPutsOffTheEnd() throws Exception {
        String fingerprint = "2222222222222222";
        Alert firing = Alerts.firing(fingerprint);
        channel.tell(new Notification("1", Change.FIRED, firing, null));
        String before = active(fingerprint).get(0).path("endsAt").asText();

        await().atMost(PATIENCE).until(() -> {
            assertThat(channel.remind(List.of(firing))).isEqualTo(Receipt.ACCEPTED);
            return active(fingerprint).get(0).path("endsAt").asText().compareTo(before) > 0;
        });

        assertThat(active(fingerprint)).hasSize(1);
    }

    @Test
    void anAlertThatBecameWorseIsOneAlert() throws Exception {
        String fingerprint = "3333333333333333";
        Alert before = Alerts.firing(fingerprint, Alert.Severity.WARNING);
        channel.tell(new Notification("1", Change.FIRED, before, null));

        channel.tell(new Notification("2", Change.UPDATED, Alerts.firing(fingerprint), before));

        await().atMost(PATIENCE).until(() -> active(fingerprint).size() == 1);
        assertThat(active(fingerprint).get(0).path("labels").path("severity").asText())
                .isEqualTo("critical");
    }

    private static boolean told(String fingerprint, String status) {
        return BEHIND.bodies().stream().anyMatch(body -> body.contains(fingerprint) && body.contains(status));
    }

    private JsonNode active(String fingerprint) throws Exception {
        URI filtered = URI.create(url + "/api/v2/alerts?filter=fingerprint%3D" + fingerprint);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(filtered).build(), HttpResponse.BodyHandlers.ofString());
        return Json.mapper().readTree(answer.body());
    }

    private static boolean isUp() {
        try {
            URI ready = URI.create(url + "/-/ready");
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
