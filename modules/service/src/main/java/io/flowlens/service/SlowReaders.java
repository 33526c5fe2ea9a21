package io.flowlens.service;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts off who takes an answer so slowly that it would hold a worker. */
public final class SlowReaders implements AutoCloseable {

    private final Duration most;
    private final ScheduledExecutorService watch;

    /** @param thread what the one that cuts is called */
    public SlowReaders(Duration most, String thread) {
        this.most = most;
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, thread);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Begins an answer; whoever writes it cancels what is returned when it is written. */
    public Future<?> cutOffLater(HttpExchange exchange) {
        return watch.schedule(exchange::close, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
