package io.flowlens.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.benchmarks.faults.Step.Kill;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(steps(7, 12)).isEqualTo(steps(7, 12)).isNotEqualTo(steps(8, 12));
    }

    @Test
    void killsEachKindInItsFirstThreeBlows() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(steps(seed, 3))
                    .as("seed %d", seed)
                    .extracting(Step::kill)
                    .containsExactlyInAnyOrder(Kill.values());
        }
    }

    @Test
    void keepsTheBrokerDownNoLongerThanTold() {
        assertThat(steps(1, 60)).allMatch(step -> step.down().compareTo(Duration.ofSeconds(9)) <= 0);
    }

    private static List<Step> steps(long seed, int count) {
        Schedule schedule = new Schedule(seed, Duration.ofSeconds(9));
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
