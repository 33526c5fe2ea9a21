package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerWaitTest {

    private static final KafkaException NO_ANSWER = new KafkaException("no answer", new TimeoutException("5 s"));

    private final List<String> notes = new ArrayList<>();
    private final List<KafkaException> failures = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private int attempts;
    private int pauses;
    private int endAfterPauses = Integer.MAX_VALUE;

    @Test
    void saysNothingWhenKafkaAnswers() {
        BrokerWait wait = new BrokerWait("127.0.0.1:9092", clock);

        assertThat(until(wait)).isTrue();
        assertThat(notes).isEmpty();
        assertThat(wait.health().ready()).isTrue();
    }

    @Test
    void saysOnceUntilWhenItWaitsAndGoesOnWhenTheBrokerIsThere() {
        failures.addAll(List.of(NO_ANSWER, NO_ANSWER, NO_ANSWER));
        BrokerWait wait = new BrokerWait("127.0.0.1:9092", clock);

        assertThat(until(wait)).isTrue();
        assertThat(attempts).isEqualTo(4);
        assertThat(notes).containsExactly("waiting for Kafka until 2026-01-31T12:02:00Z: no answer");
    }

    @Test
    void isNotReadyWhileItWaits() {
        failures.add(NO_ANSWER);
        endAfterPauses = 2;
        BrokerWait wait = new BrokerWait("127.0.0.1:9092", clock);
        List<Health> seen = new ArrayList<>();

        wait.until(
                () -> {
                    seen.add(wait.health());
                    attempt();
                },
                this::pause,
                notes::add);

        assertThat(seen).noneMatch(Health::ready).allMatch(Health::live);
        assertThat(seen.get(1).detail()).isEqualTo("waiting for Kafka until 2026-01-31T12:02:00Z");
    }

    @Test
    void givesUpAfterABoundedTime() {
        while (failures.size() < 1_000) {
            failures.add(NO_ANSWER);
        }

        assertThatThrownBy(() -> until(new BrokerWait("127.0.0.1:9092", clock)))
                .isInstanceOf(KafkaException.class)
                .hasMessage("waited 120 s in vain; no answer");
        assertThat(attempts).isBetween(100, 125);
    }

    @Test
    void doesNotWaitForWhatTimeDoesNotMend() {
        for (KafkaException refusal :
                List.of(new SaslAuthenticationException("wrong password"), new ConfigException("acks", "some"))) {
            failures.clear();
            failures.add(refusal);

            assertThatThrownBy(() -> until(new BrokerWait("127.0.0.1:9092", clock)))
                    .isSameAs(refusal);
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void waitsForANameThatIsNotKnownYet() {
        failures.add(new KafkaException("no client", new ConfigException("No resolvable bootstrap urls")));

        assertThat(until(new BrokerWait("no-such-host.invalid:9092, nor-this.invalid:9092", clock)))
                .isTrue();
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void endsWhenTheProcessIsAskedTo() {
        failures.addAll(List.of(NO_ANSWER, NO_ANSWER, NO_ANSWER));
        endAfterPauses = 2;

        assertThat(until(new BrokerWait("127.0.0.1:9092", clock))).isFalse();
        assertThat(attempts).isEqualTo(2);
    }

    private boolean until(BrokerWait wait) {
        return wait.until(this::attempt, this::pause, notes::add);
    }

    private void attempt() {
        attempts++;
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
    }

    private boolean pause(Duration time) {
        clock.now = clock.now.plus(time);
        return ++pauses >= endAfterPauses;
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-31T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
