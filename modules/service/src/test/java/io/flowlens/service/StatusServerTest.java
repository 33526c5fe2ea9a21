package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private final Meters meters = new Meters();
    private final ScriptedService service = new ScriptedService();
    private final InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private final StatusServer server = StatusServer.start(anyPort, meters, List.of(service));

    @AfterEach
    void close() {
        server.close();
        meters.close();
    }

    @Test
    void showsMetersInThePrometheusTextFormat() throws Exception {
        meters.counter(
                        MeterSpec.counter("flowlens.things", null, "Things counted.", Label.of("kind", "good", "bad")),
                        "good")
                .increment(3);

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body())
                .contains("# HELP flowlens_things_total Things counted.")
                .contains("flowlens_things_total{kind=\"good\"} 3.0");
    }

    @Test
    void speaksOpenMetricsWhenAsked() throws Exception {
        HttpResponse<String> answer = get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void isAliveButNotReadyWhileAServiceStarts() throws Exception {
        service.health = Health.starting("reading the inventory");

        assertThat(get("/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .contains("\"status\" : \"failing\"", "\"name\" : \"scripted\"", "reading the inventory");
    }

    @Test
    void saysHowFarItIs() throws Exception {
        service.health = Health.starting("restoring").with(Map.of("restored", 10L, "remaining", 32L));

        assertThat(get("/readyz").body())
                .containsSubsequence("\"progress\"", "\"remaining\" : 32", "\"restored\" : 10");
    }

    @Test
    void isNeitherWhenOnlyARestartHelps() throws Exception {
        service.health = Health.failed("its thread died");

        assertThat(get("/livez").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());

            assertThatThrownBy(() -> StatusServer.start(taken, meters, List.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(":" + other.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void whoSendsARequestSlowlyIsCutOff() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }

        for (Socket socket : slow) {
            assertThat(socket.getInputStream().read()).as("end of the stream").isNegative();
            socket.close();
        }
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class ScriptedService implements Service {

        private volatile Health health = Health.ready("works");

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public void start() {}

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void close() {}
    }
}
