package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    /** More than the system takes for somebody who reads nothing. */
    private static final byte[] BODY = new byte[64_000_000];

    @Test
    void whoReadsNothingHoldsTheWorkerForAWhileAndNoLonger() throws Exception {
        CompletableFuture<Boolean> wholeTaken = new CompletableFuture<>();
        HttpServer server = HttpServers.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        try (SlowReaders slowReaders = new SlowReaders(Duration.ofMillis(200), "watch");
                Socket silent = new Socket()) {
            server.createContext("/", exchange -> wholeTaken.complete(answer(exchange, slowReaders)));
            server.start();
            silent.setReceiveBufferSize(8_192);
            silent.connect(server.getAddress());
            silent.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(wholeTaken.get(60, TimeUnit.SECONDS)).isFalse();
        } finally {
            server.stop(0);
        }
    }

    private static boolean answer(HttpExchange exchange, SlowReaders slowReaders) {
        Future<?> cut = slowReaders.cutOffLater(exchange);
        try (exchange) {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            cut.cancel(false);
        }
    }
}
