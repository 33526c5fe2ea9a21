package io.flowlens.service;

/**
 * A part of flowlens that runs until it is closed.
 *
 * <p>{@link #start()} returns when the work has begun, not when it is ready; {@link #health()} tells the rest.
 * {@link #close()} finishes what is in flight, waits a bounded time, and may be called more than once.
 */
public interface Service extends AutoCloseable {

    /** A short, stable name: it appears in health answers, thread names and Kafka client ids. */
    String name();

    void start();

    /** The health now; cheap, never blocks. */
    Health health();

    @Override
    void close();
}
