package io.flowlens.benchmarks.faults;

import io.flowlens.service.KafkaSettings;
import java.util.concurrent.atomic.AtomicReference;

/** Follows the topic while everything around it breaks, to tell when lines flow again. */
final class Tail implements AutoCloseable {

    private final CommittedLines committed;
    private final AtomicReference<Watch> watch = new AtomicReference<>();
    private final Thread thread;
    private volatile long lines;
    private volatile boolean closing;
    private volatile RuntimeException failure;

    Tail(KafkaSettings kafka, String topic) {
        committed = new CommittedLines(kafka, topic, "faults-tail");
        thread = new Thread(this::follow, "faults-tail");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (committed) {
            while (!closing) {
                committed.poll(this::take);
            }
        } catch (RuntimeException e) { // whatever it is: told to whoever asks next
            failure = e;
        }
    }

    private void take(int index, int number) {
        lines++; // this thread alone writes it
        Watch now = watch.get();
        if (now != null && index != NumberedLines.NOT_OURS) {
            now.take(index, number);
        }
    }

    /** Lines seen, each as often as it came. */
    long lines() {
        if (failure != null) {
            throw new IllegalStateException("cannot follow the topic: " + failure, failure);
        }
        return lines;
    }

    /** Watches, from now on, for lines that were not yet written when {@code written} was counted. */
    Watch watch(int[] written) {
        Watch begun = new Watch(written);
        watch.set(begun);
        return begun;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
