package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.InventoryMark;
import io.flowlens.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class InventoryWaitTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long TICK_NANOS = Duration.ofMillis(500).toNanos();
    private static final FlowLogHeaders HEADERS =
            new FlowLogHeaders("123456789012", "us-east-1", "group", "stream", null, -1, -1);

    private final Inventory inventory = new Inventory();
    /** Time passes with each look at it. */
    private final AtomicInteger looks = new AtomicInteger();

    private final InventoryWait wait = new InventoryWait(
            inventory,
            LIMIT,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            () -> looks.incrementAndGet() * TICK_NANOS);

    @Test
    void doesNotWaitWhereTheInventoryIsFurtherOrSetsNoMarks() {
        assertThat(wait.until(NOW, "eni-1", HEADERS)).isEqualTo(Inventory.WITHOUT_MARKS);
        mark(NOW);

        assertThat(wait.until(NOW, "eni-1", HEADERS)).isEqualTo(NOW);
        assertThat(looks).hasValue(0);
    }

    @Test
    void goesOnAsSoonAsTheMarkComes() {
        mark(NOW - 30_000);
        CompletableFuture.runAsync(() -> mark(NOW), CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS));

        InventoryWait patient =
                new InventoryWait(inventory, Duration.ofMinutes(1), Clock.systemUTC(), System::nanoTime);

        assertThat(patient.until(NOW, "eni-1", HEADERS)).isEqualTo(NOW);
    }

    @Test
    void waitsNoLongerThanItsLimitAndOnceForAnInventoryThatStandsStill() {
        mark(NOW - 30_000);

        assertThat(wait.until(NOW, "eni-1", HEADERS)).isEqualTo(NOW - 30_000);
        assertThat(looks).as("looks of half a second").hasValueLessThan(13);
        looks.addAndGet(100);
        int before = looks.get();
        wait.until(NOW, "eni-1", HEADERS);
        assertThat(looks.get() - before).as("no second wait").isEqualTo(2);
    }

    @Test
    void pausesAsLongAsItWaited() {
        mark(NOW - 30_000);
        wait.until(NOW, "eni-1", HEADERS);
        mark(NOW - 20_000);
        int before = looks.get();

        wait.until(NOW, "eni-1", HEADERS);
        assertThat(looks.get() - before)
                .as("the inventory moves, but it is too soon")
                .isEqualTo(2);
        mark(NOW - 10_000);
        looks.addAndGet(100);
        before = looks.get();
        wait.until(NOW, "eni-1", HEADERS);
        assertThat(looks.get() - before).as("now it waits again").isGreaterThan(9);
    }

    @Test
    void doesNotWaitForWhatCannotComeInTime() {
        mark(NOW - 30_000);

        wait.until(NOW + LIMIT.toMillis() + 1, "eni-1", HEADERS);

        assertThat(looks).hasValue(0);
    }

    @Test
    void doesNotWaitWhenItMayNot() {
        mark(NOW - 30_000);
        InventoryWait none = new InventoryWait(inventory, Duration.ZERO, Clock.systemUTC(), System::nanoTime);

        assertThat(none.until(NOW, "eni-1", HEADERS)).isEqualTo(NOW - 30_000);
    }

    private void mark(long reached) {
        ProducerRecord<String, byte[]> record = new InventoryMark("123456789012", "us-east-1", reached)
                .to(Topics.withDefaults().inventory());
        inventory.apply(record.key(), record.value(), record.headers(), 0);
    }
}
