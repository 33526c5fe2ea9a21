package io.flowlens.console.http;

import com.sun.net.httpserver.HttpExchange;
import io.flowlens.console.ConsoleMeter;
import io.flowlens.console.view.AlertRow;
import io.flowlens.console.view.ConsoleView;
import io.flowlens.service.Meters;
import io.flowlens.topics.Json;
import io.micrometer.core.instrument.Counter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells every open page, once a second at most, that something changed; what, the page asks for itself. At most {@value #MAX_PAGES}
 * are live at a time.
 */
final class LivePages implements AutoCloseable {

    static final int MAX_PAGES = 64;

    private final Set<EventStream> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(LivePages::daemon);
    private final ConsoleView view;
    private final Meters meters;
    private final Counter dropped;
    private ConsoleView.Versions told;

    LivePages(ConsoleView view, Meters meters) {
        this.view = view;
        this.meters = meters;
        this.dropped = meters.counter(ConsoleMeter.PAGES_DROPPED.spec());
    }

    void start() {
        meters.gauge(ConsoleMeter.PAGES.spec(), pages::size);
        ticker.scheduleWithFixedDelay(this::tellOfChanges, 1, 1, TimeUnit.SECONDS);
    }

    /** False when there are too many; the exchange is the caller's then. */
    synchronized boolean open(HttpExchange exchange) {
        if (pages.size() >= MAX_PAGES) {
            return false;
        }
        EventStream[] stream = new EventStream[1];
        stream[0] = new EventStream(exchange, () -> pages.remove(stream[0]));
        pages.add(stream[0]);
        stream[0].start();
        return true;
    }

    void tell(AlertRow row) {
        send("alert", Json.text(row));
    }

    private void tellOfChanges() {
        ConsoleView.Versions now = view.versions();
        if (!now.equals(told)) {
            told = now;
            send("changed", Json.text(now));
        }
    }

    private void send(String name, String json) {
        String event = "event: " + name + "\ndata: " + json + "\n\n";
        for (EventStream page : pages) {
            if (!page.offer(event) && page.cut()) {
                dropped.increment();
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "console-ticker");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        pages.forEach(EventStream::cut);
    }
}
