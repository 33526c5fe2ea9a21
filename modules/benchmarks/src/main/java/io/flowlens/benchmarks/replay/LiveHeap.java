package io.flowlens.benchmarks.replay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks now and then at how much is alive on the heap. Each look is a collection, and whoever runs beside pays for it. */
final class LiveHeap implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-heap");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long most;

    LiveHeap() {
        looks.scheduleWithFixedDelay(this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
    }

    double mostMebibytes() {
        look();
        return most / (double) (1 << 20);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
