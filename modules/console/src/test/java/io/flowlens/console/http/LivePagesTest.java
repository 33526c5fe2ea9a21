package io.flowlens.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowlens.console.ConsoleMeter;
import io.flowlens.console.ConsoleSettings;
import io.flowlens.console.view.AlertRow;
import io.flowlens.console.view.ConsoleView;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are many, and pages that take nothing. */
class LivePagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Small events of many bytes: a few of them fill what the system holds for a socket. */
    private static final AlertRow LONG = new AlertRow(
            "aa",
            Alert.State.FIRING,
            null,
            Alert.Kind.BROKEN_PATH,
            Alert.Severity.CRITICAL,
            "a".repeat(50_000),
            "tcp/443",
            null,
            null,
            0,
            0,
            1);

    private final Meters meters = new Meters();
    private final ConsoleServer server =
            new ConsoleServer(ConsoleSettings.loopback(0), new ConsoleView(Clock.systemUTC()), meters);
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        meters.close();
    }

    @Test
    void aPageThatTakesNothingIsCutOffAndOthersAreNot() throws IOException {
        Socket silent = ask();
        assertThat(status(silent)).contains("200");
        AtomicInteger taken = countAlerts(ask());

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (int i = 0; i < 3; i++) { // what comes before the page is gone is no second page
                server.tell(LONG);
            }
            return dropped() > 0;
        });

        int before = taken.get();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            server.tell(LONG);
            return taken.get() > before + EventStream.QUEUED;
        });
        assertThat(dropped()).isEqualTo(1);
        // What is in the system's hands still comes; then the end, not the next event.
        silent.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(endOf(silent)).isTrue();
    }

    @Test
    void theOneTooManyIsTurnedAwayUntilAnotherLeaves() throws IOException {
        for (int i = 0; i < LivePages.MAX_PAGES; i++) {
            assertThat(status(ask())).contains("200");
        }

        assertThat(status(ask())).contains("503");

        sockets.get(0).close();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            server.tell(LONG);
            return status(ask()).contains("200");
        });
    }

    @Test
    void requestsHaveALimitAndEventsHaveNone() {
        assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isEqualTo("20");
        assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isNull();
    }

    private double dropped() {
        return meters.counter(ConsoleMeter.PAGES_DROPPED.spec()).count();
    }

    private Socket ask() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(8_192);
        socket.connect(
                new InetSocketAddress(server.uri().getHost(), server.uri().getPort()));
        socket.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The first line of the answer, byte by byte: the rest stays unread. */
    private static String status(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static AtomicInteger countAlerts(Socket socket) {
        AtomicInteger alerts = new AtomicInteger();
        Thread reader = new Thread(() -> {
            try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.equals("event: alert")) {
                        alerts.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return alerts;
    }

    private static boolean endOf(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }
}
