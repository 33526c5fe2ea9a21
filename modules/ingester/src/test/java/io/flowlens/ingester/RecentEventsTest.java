package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.flowlens.ingester.source.Batch;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents();

    @Test
    void knowsAnEventAgain() {
        assertThat(recent.add(7)).isTrue();
        assertThat(recent.add(7)).isFalse();
    }

    @Test
    void takesEventsWithoutIdForNew() {
        assertThat(recent.add(Batch.NO_ID)).isTrue();
        assertThat(recent.add(Batch.NO_ID)).isTrue();
    }

    @Test
    void remembersTheLastAndForgetsTheOldest() {
        for (long id = 1; id <= 2 * RecentEvents.CAPACITY; id++) {
            recent.add(id);
        }

        assertThat(recent.add(RecentEvents.CAPACITY + 1)).isFalse();
        assertThat(recent.add(1)).isTrue();
    }

    @Test
    void agreesWithPlainSetsForMillionsOfEvents() {
        long seed = 7;
        Random random = new Random(seed);
        Set<Long> young = new HashSet<>();
        Set<Long> old = new HashSet<>();

        for (int i = 0; i < 6 * RecentEvents.CAPACITY; i++) {
            long id = 1 + random.nextInt(3 * RecentEvents.CAPACITY); // a third of them come again in time
            boolean isNew = !old.contains(id) && young.add(id);
            if (young.size() == RecentEvents.CAPACITY) {
                old = young;
                young = new HashSet<>();
            }
            if (recent.add(id) != isNew) {
                fail("seed %d, event %d: %s".formatted(seed, i, isNew ? "taken for known" : "taken for new"));
            }
        }
    }
}
