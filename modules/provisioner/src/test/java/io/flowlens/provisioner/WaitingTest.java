package io.flowlens.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long nanos;

    private final Waiting waiting = new Waiting(
            new Progress() {
                @Override
                public void done(String sentence) {}

                @Override
                public void waiting(String sentence) {
                    notes.add(sentence);
                }
            },
            this::sleep,
            () -> nanos);

    private void sleep(Duration pause) {
        pauses.add(pause);
        nanos += pause.toNanos();
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void doesNotWaitForWhatIsThere() {
        assertThat(waiting.until("it", LIMIT, () -> Optional.of("there"))).isEqualTo("there");

        assertThat(pauses).isEmpty();
    }

    @Test
    void asksQuicklyFirstAndThenMoreAndMoreSlowly() {
        AtomicInteger questions = new AtomicInteger();

        waiting.until("it", LIMIT, () -> questions.incrementAndGet() > 20 ? Optional.of(1) : Optional.empty());

        assertThat(pauses.get(0)).isEqualTo(Waiting.FIRST);
        assertThat(pauses).isSorted();
        assertThat(pauses.get(pauses.size() - 1)).isEqualTo(Waiting.LONGEST);
    }

    @Test
    void givesUpAtTheLimitAndSaysWhatItWaitedFor() {
        assertThatThrownBy(() -> waiting.until("the moon to rise", LIMIT, Optional::empty))
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
                .hasMessageContaining("the moon to rise");

        assertThat(Duration.ofNanos(nanos)).isBetween(LIMIT, LIMIT.plus(Waiting.LONGEST));
    }

    @Test
    void saysThatItWaitsOnlyWhenItTakesLong() {
        assertThatThrownBy(() -> waiting.until("it", LIMIT, Optional::empty)).isNotNull();

        assertThat(notes)
                .hasSizeBetween(3, 5)
                .allSatisfy(note -> assertThat(note).matches("waiting for it \\(\\d+ s of at most 60 s\\)"));
    }

    @Test
    void triesAgainWhatTimeCures() {
        AtomicInteger calls = new AtomicInteger();

        String answer = waiting.retrying("it", LIMIT, e -> e.code().equals("NotYet"), () -> {
            if (calls.incrementAndGet() < 3) {
                throw ProvisioningException.refused("do it", "NotYet", "later");
            }
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotTryAgainWhatTimeDoesNotCure() {
        ProvisioningException never = ProvisioningException.refused("do it", "Never", "no");

        assertThatThrownBy(() -> waiting.retrying("it", LIMIT, e -> e.code().equals("NotYet"), () -> {
                    throw never;
                }))
                .isSameAs(never);

        assertThat(pauses).isEmpty();
    }

    @Test
    void answersWithTheLastFailureWhenTimeDidNotCureIt() {
        ProvisioningException notYet = ProvisioningException.refused("do it", "NotYet", "later");

        assertThatThrownBy(() -> waiting.retrying("it", LIMIT, e -> true, () -> {
                    throw notYet;
                }))
                .isSameAs(notYet);
    }

    @Test
    void staysInterrupted() {
        Waiting interrupted = new Waiting(
                Progress.silent(),
                pause -> {
                    throw new InterruptedException();
                },
                () -> 0);

        assertThatThrownBy(() -> interrupted.until("it", LIMIT, Optional::empty))
                .isInstanceOf(ProvisioningException.class);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
