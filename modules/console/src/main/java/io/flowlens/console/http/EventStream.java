package io.flowlens.console.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Server-sent events to one page, on a thread of its own. Waits for at most {@value #QUEUED} events to be taken: a page that takes
 * none any more is cut off.
 */
final class EventStream {

    static final int QUEUED = 64;
    private static final long HEARTBEAT_SECONDS = 15;
    /** A browser comes back after so many milliseconds, and asks for everything it shows: nothing has to be sent again. */
    private static final String HELLO = "retry: 2000\nevent: hello\ndata: {}\n\n";

    private final HttpExchange exchange;
    private final BlockingQueue<String> events = new ArrayBlockingQueue<>(QUEUED);
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final Thread thread;

    EventStream(HttpExchange exchange, Runnable atEnd) {
        this.exchange = exchange;
        this.thread = new Thread(
                () -> {
                    try {
                        send();
                    } finally {
                        atEnd.run();
                    }
                },
                "console-events");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** False when the page has not taken the last ones. */
    boolean offer(String event) {
        return events.offer(event);
    }

    /**
     * An interrupt closes a socket that somebody waits to write to.
     *
     * @return false when it was cut off before
     */
    boolean cut() {
        boolean isFirst = cutOff.compareAndSet(false, true);
        thread.interrupt();
        return isFirst;
    }

    private void send() {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (String event = HELLO; !Thread.currentThread().isInterrupted(); event = next()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // The page was closed: that is how every stream ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException {
        String event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        return event == null ? ": still here\n\n" : event;
    }
}
