package io.flowlens.topology;

import io.flowlens.service.Health;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams.StateListener;

/**
 * What a state of Kafka Streams means for who restarts and who asks.
 *
 * <p>A rebalance of a topology that was running is no reason to call it unready, unless it does not end: whoever takes
 * everybody out of service at each rebalance causes the next one.
 */
final class StreamsHealth implements StateListener {

    static final Duration REBALANCE_WITHIN = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private volatile State state = State.CREATED;
    private volatile boolean wasRunning;
    private volatile long since;

    /** @param nanoTime {@link System#nanoTime}, or a clock of a test */
    StreamsHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void onChange(State now, State before) {
        since = nanoTime.getAsLong();
        wasRunning |= now == State.RUNNING;
        state = now;
    }

    Health now() {
        State seen = state;
        String detail = seen.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (seen) {
            case RUNNING -> Health.ready(detail);
            case REBALANCING -> rebalancing(detail);
            case CREATED, PENDING_SHUTDOWN -> Health.starting(detail);
            case NOT_RUNNING, PENDING_ERROR, ERROR -> Health.failed(detail);
        };
    }

    private Health rebalancing(String detail) {
        boolean soonOver = nanoTime.getAsLong() - since < REBALANCE_WITHIN.toNanos();
        return wasRunning && soonOver ? Health.ready(detail) : Health.starting(detail);
    }
}
