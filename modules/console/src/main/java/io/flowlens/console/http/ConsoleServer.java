package io.flowlens.console.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowlens.console.ConsoleMeter;
import io.flowlens.console.ConsoleSettings;
import io.flowlens.console.view.AlertRow;
import io.flowlens.console.view.ConsoleView;
import io.flowlens.service.HttpServers;
import io.flowlens.service.Meters;
import io.flowlens.service.SlowReaders;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page and its API. At most {@value #WORKERS} requests are answered at once and {@value #WAITING} wait; more are refused by
 * closing the connection, and one that takes longer than {@value #MAX_SECONDS} s, for who reads it slowly, is cut off.
 */
public final class ConsoleServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final int WORKERS = 8;
    private static final int WAITING = 64;
    private static final int MAX_SECONDS = 20;
    private static final int MAX_BODY = 4_096;
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final ConsoleSettings settings;
    private final Meters meters;
    private final Doorkeeper door;
    private final PageFiles files = new PageFiles();
    private final Api api;
    private final LivePages pages;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS, WORKERS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> daemon("console", work));
    private final SlowReaders slowReaders = new SlowReaders(Duration.ofSeconds(MAX_SECONDS), "console-watch");
    private HttpServer server;

    public ConsoleServer(ConsoleSettings settings, ConsoleView view, Meters meters) {
        this.settings = settings;
        this.meters = meters;
        this.door = new Doorkeeper(settings);
        this.api = new Api(view);
        this.pages = new LivePages(view, meters);
        workers.allowCoreThreadTimeOut(true);
    }

    /** @throws UncheckedIOException when the address is taken or not ours */
    public void start() {
        InetSocketAddress address = settings.listen();
        try {
            server = HttpServers.create(address, WAITING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the console cannot listen on %s:%d: %s; choose another --listen"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
        pages.start();
    }

    public URI uri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Tells every open page of an alert that fires or ends. */
    public void tell(AlertRow row) {
        pages.tell(row);
    }

    private void handle(HttpExchange exchange) {
        ALWAYS.forEach(exchange.getResponseHeaders()::set);
        if (isEvents(exchange)
                && door.knowsHost(exchange.getRequestHeaders())
                && door.lets(exchange.getRequestHeaders())) {
            if (pages.open(exchange)) {
                count("answered");
            } else {
                send(exchange, Answer.failure(503, "too many pages are open; close one"), "full");
            }
            return;
        }
        try {
            Answer answer = answer(exchange);
            send(exchange, answer, result(answer.status()));
        } catch (IllegalArgumentException e) {
            send(exchange, Answer.failure(400, e.getMessage()), "bad");
        } catch (IOException | RuntimeException e) {
            LOG.warn("the console could not answer {}", exchange.getRequestURI().getPath(), e);
            send(exchange, Answer.failure(500, "the console failed at this; its log says how"), "failed");
        }
    }

    private static boolean isEvents(HttpExchange exchange) {
        return "GET".equals(exchange.getRequestMethod())
                && "/api/events".equals(exchange.getRequestURI().getPath());
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        if (!door.knowsHost(headers)) {
            return Answer.failure(403, "this console is not known by that name; start it with --host NAME");
        }
        if ("POST".equals(exchange.getRequestMethod()) && "/api/login".equals(path)) {
            return logIn(exchange);
        }
        if (!"GET".equals(exchange.getRequestMethod())) {
            return Answer.failure(405, "the console is only read");
        }
        if (!path.startsWith("/api/")) {
            Answer file = files.find(path, headers.getFirst("If-None-Match"));
            return file == null ? Answer.failure(404, "there is nothing at this address") : file;
        }
        return door.lets(headers)
                ? api.answer(exchange.getRequestURI())
                : Answer.failure(401, "this console asks for its token");
    }

    private Answer logIn(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        String token = Json.mapper()
                .readTree(new String(body, StandardCharsets.UTF_8))
                .path("token")
                .asText("");
        String cookie = door.logIn(token);
        return cookie == null
                ? Answer.failure(401, "that is not the token of this console")
                : Answer.nothing(204, Map.of("Set-Cookie", cookie, "Cache-Control", "no-store"));
    }

    private void send(HttpExchange exchange, Answer answer, String result) {
        count(result);
        Future<?> cut = slowReaders.cutOffLater(exchange);
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (answer.type() == null) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", answer.type());
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            // Who asked is gone.
        } finally {
            cut.cancel(false);
        }
    }

    private void count(String result) {
        meters.counter(ConsoleMeter.REQUESTS.spec(), result).increment();
    }

    private static String result(int status) {
        return switch (status) {
            case 401 -> "denied";
            case 403 -> "refused";
            case 400, 404, 405 -> "bad";
            default -> "answered";
        };
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        pages.close();
        slowReaders.close();
        workers.shutdownNow();
    }
}
