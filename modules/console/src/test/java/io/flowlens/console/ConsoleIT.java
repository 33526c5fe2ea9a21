package io.flowlens.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.console.http.AccessToken;
import io.flowlens.topics.Json;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The console's API on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

    private static final String TOKEN = "correct horse battery staple";

    @TempDir
    static Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestKafka kafka;
    private Topics topics;
    private ConsoleService open;
    private ConsoleService guarded;

    @BeforeAll
    void start() {
        kafka = new TestKafka(data);
        topics = kafka.topics("vpc.");
        kafka.network(topics, Inventories.small("db"));
        kafka.alerts(topics, Samples.firing("aa"), Samples.stranger("bb"));
        long now = System.currentTimeMillis() / 1_000;
        kafka.flows(
                topics,
                "2 1 eni-web 10.0.1.5 10.0.2.9 49152 443 6 5 500 %d %d ACCEPT OK".formatted(now - 60, now),
                "2 1 eni-web 203.0.113.7 10.0.1.5 49152 22 6 1 60 %d %d REJECT OK".formatted(now - 60, now),
                "no flow at all");
        open = kafka.console(ConsoleSettings.loopback(0), topics);
        guarded = kafka.console(
                new ConsoleSettings(
                        new InetSocketAddress("127.0.0.1", 0), new AccessToken(TOKEN), Set.of("flowlens.example.org")),
                topics);
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void showsTheNetworkAndWhoTalksToWhom() throws Exception {
        JsonNode map = json(get(open, "/api/network"));

        assertThat(map.path("vpcs").path(0).path("subnets").findValuesAsText("id"))
                .contains("i-web", "i-db");
        assertThat(map.path("edges").toString())
                .contains(
                        "\"from\":\"i-web\",\"to\":\"i-db\",\"rejected\":true,\"noise\":false,\"paths\":1,\"services\":[\"tcp/5432\"]")
                .contains(
                        "\"from\":\"i-web\",\"to\":\"i-db\",\"rejected\":false,\"noise\":false,\"paths\":1,\"services\":[\"tcp/443\"]")
                .contains("\"from\":\"internet\",\"to\":\"i-web\",\"rejected\":true,\"noise\":true");
    }

    @Test
    void showsAlertsAndOneOfThem() throws Exception {
        assertThat(json(get(open, "/api/alerts?state=firing")).path("rows").findValuesAsText("fingerprint"))
                .contains("aa")
                .doesNotContain("bb");
        JsonNode page = json(get(open, "/api/alerts/aa"));
        assertThat(page.path("path").findValuesAsText("status"))
                .containsExactly("passed", "passed", "passed", "stopped");
        assertThat(page.path("alert")
                        .path("diagnosis")
                        .path("fix")
                        .path("aws")
                        .path(0)
                        .asText())
                .startsWith("aws ec2 authorize");
        assertThat(get(open, "/api/alerts/ffff").statusCode()).isEqualTo(404);
        assertThat(get(open, "/api/alerts?state=burning").statusCode()).isEqualTo(400);
    }

    @Test
    void showsTrafficByTheMinute() throws Exception {
        JsonNode traffic = json(get(open, "/api/traffic"));

        assertThat(sum(traffic.path("accepted").path("packets"))).isEqualTo(5);
        assertThat(sum(traffic.path("rejected").path("flows"))).isEqualTo(1);
    }

    @Test
    void tellsOpenPagesOfAnAlertAndOfItsEnd() throws Exception {
        HttpResponse<Stream<String>> events =
                client.send(request(open, "/api/events").build(), BodyHandlers.ofLines());
        Thread writer = new Thread(() -> kafka.alerts(topics, Samples.firing("cc"), Samples.verified("cc")));
        writer.start();

        try (Stream<String> lines = events.body()) {
            List<String> news = lines.filter(line -> line.contains("\"fingerprint\":\"cc\""))
                    .limit(2)
                    .toList();
            assertThat(news.get(0)).contains("\"state\":\"firing\"");
            assertThat(news.get(1)).contains("\"how\":\"verified\"");
        }
        writer.join();
    }

    @Test
    void servesThePageAndNothingElse() throws Exception {
        HttpResponse<String> page = get(open, "/");

        assertThat(page.body())
                .contains("<main id=\"main\"")
                .doesNotContain("<style", "style=", "onclick=", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().map()).containsKeys("x-content-type-options", "referrer-policy");
        String etag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(send(request(open, "/").header("If-None-Match", etag)).statusCode())
                .isEqualTo(304);
        assertThat(get(open, "/../pom.xml").statusCode()).isEqualTo(404);
        assertThat(send(request(open, "/api/alerts").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void refusesNamesAndPagesThatAreNotOurs() throws Exception {
        assertThat(statusFor(open, "Host: rebound.example.org")).contains("403");
        assertThat(statusFor(open, "Host: localhost:9999")).contains("200");
        assertThat(statusFor(open, "Host: localhost\r\nOrigin: https://evil.example.org"))
                .contains("403");
        assertThat(statusFor(open, "Host: localhost\r\nOrigin: null")).contains("403");
        assertThat(statusFor(guarded, "Host: flowlens.example.org")).contains("401");
    }

    @Test
    void asksForTheTokenAndTakesACookieForIt() throws Exception {
        assertThat(get(guarded, "/").statusCode()).isEqualTo(200);
        assertThat(get(guarded, "/api/alerts").statusCode()).isEqualTo(401);
        assertThat(get(guarded, "/api/events").statusCode()).isEqualTo(401);
        assertThat(send(request(guarded, "/api/alerts").header("Authorization", "Bearer " + TOKEN))
                        .statusCode())
                .isEqualTo(200);
        assertThat(logIn("wrong").statusCode()).isEqualTo(401);

        String cookie = logIn(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(request(guarded, "/api/alerts").header("Cookie", "a=b; " + session))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request(guarded, "/api/alerts").header("Cookie", session + "0"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void listensToOthersOnlyWithAToken() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> new ConsoleSettings(everywhere, null, Set.of()))
                .hasMessageContaining("takes a token");
        assertThatThrownBy(() -> new AccessToken("short")).hasMessageContaining("at least 16");
        assertThat(new ConsoleSettings(everywhere, new AccessToken(TOKEN), Set.of()).toString())
                .doesNotContain(TOKEN)
                .contains("[hidden]");
    }

    private static HttpRequest.Builder request(ConsoleService console, String path) {
        return HttpRequest.newBuilder(URI.create(console.uri() + path)).timeout(TestKafka.PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ConsoleService console, String path) throws IOException, InterruptedException {
        return send(request(console, path));
    }

    private HttpResponse<String> logIn(String token) throws IOException, InterruptedException {
        return send(request(guarded, "/api/login")
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(Map.of("token", token)))));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.mapper().readTree(response.body());
    }

    private static long sum(JsonNode numbers) {
        long sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asLong();
        }
        return sum;
    }

    /** By hand, since Java's client sets these headers itself. */
    private static String statusFor(ConsoleService console, String headers) throws IOException {
        URI uri = console.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = "GET /api/alerts HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readNBytes(40), StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        }
    }
}
