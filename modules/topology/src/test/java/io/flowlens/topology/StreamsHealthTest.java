package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.service.Health;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsHealthTest {

    private final AtomicLong nanos = new AtomicLong();
    private final StreamsHealth health = new StreamsHealth(nanos::get);

    @Test
    void isNotReadyBeforeItRanOnce() {
        become(State.REBALANCING);

        assertThat(health.now()).isEqualTo(Health.starting("rebalancing"));
    }

    @Test
    void staysReadyThroughARebalance() {
        become(State.REBALANCING, State.RUNNING, State.REBALANCING);

        nanos.addAndGet(StreamsHealth.REBALANCE_WITHIN.toNanos() - 1);
        assertThat(health.now()).isEqualTo(Health.ready("rebalancing"));
    }

    @Test
    void isNotReadyWhenARebalanceDoesNotEnd() {
        become(State.REBALANCING, State.RUNNING, State.REBALANCING);

        nanos.addAndGet(StreamsHealth.REBALANCE_WITHIN.toNanos());
        assertThat(health.now()).isEqualTo(Health.starting("rebalancing"));
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"NOT_RUNNING", "PENDING_ERROR", "ERROR"})
    void isDeadWhenOnlyARestartHelps(State last) {
        become(State.REBALANCING, State.RUNNING, last);

        assertThat(health.now().live()).isFalse();
        assertThat(health.now().ready()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"CREATED", "REBALANCING", "RUNNING", "PENDING_SHUTDOWN"})
    void livesOtherwise(State last) {
        become(last);

        assertThat(health.now().live()).isTrue();
    }

    private void become(State... states) {
        State before = State.CREATED;
        for (State state : states) {
            health.onChange(state, before);
            before = state;
        }
    }
}
