package io.flowlens.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * {@code /metrics} for Prometheus, {@code /livez} and {@code /readyz} for whoever restarts us.
 *
 * <p>{@code /livez} answers 503 when only a restart helps; {@code /readyz} answers 503 while a service is not doing its work.
 * Both list every service of the process as JSON, with
 * how far it is with what takes long. At most {@value #MAX_REQUESTS} requests are answered at once; more are refused
 * by closing the connection, and one that is sent or read slowly is cut off: so a slow scraper cannot keep others from asking.
 */
public final class StatusServer implements AutoCloseable {

    private static final int MAX_REQUESTS = 4;
    private static final int MAX_SECONDS = 20;
    private static final String PLAIN_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final SlowReaders slowReaders = new SlowReaders(Duration.ofSeconds(MAX_SECONDS), "status-server-watch");
    private final ExecutorService workers = new ThreadPoolExecutor(
            0, MAX_REQUESTS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), StatusServer::daemon);
    private final Meters meters;
    private final List<? extends Service> services;

    private StatusServer(HttpServer server, Meters meters, List<? extends Service> services) {
        this.server = server;
        this.meters = meters;
        this.services = services;
    }

    /**
     * Starts to answer on {@code address}; port 0 takes a free one.
     *
     * @param services asked at each request, so a list that grows safely may be given
     * @throws UncheckedIOException when the address is taken or not ours
     */
    public static StatusServer start(InetSocketAddress address, Meters meters, List<? extends Service> services) {
        HttpServer server;
        try {
            server = HttpServers.create(address, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot serve /metrics on %s:%d: %s; choose another port"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
        StatusServer status = new StatusServer(server, meters, services);
        server.setExecutor(status.workers);
        server.createContext("/metrics", status::metrics);
        server.createContext("/livez", exchange -> status.health(exchange, Health::live));
        server.createContext("/readyz", exchange -> status.health(exchange, Health::ready));
        server.start();
        return status;
    }

    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        String type = openMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : PLAIN_TEXT;
        answer(exchange, 200, type, meters.scrape(type));
    }

    private void health(HttpExchange exchange, Predicate<Health> good) throws IOException {
        HealthJson health = new HealthJson(services, good);
        answer(exchange, health.isGood() ? 200 : 503, "application/json", health.text());
    }

    private void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        Future<?> cut = slowReaders.cutOffLater(exchange);
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } finally {
            cut.cancel(false);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "status-server");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        slowReaders.close();
    }
}
