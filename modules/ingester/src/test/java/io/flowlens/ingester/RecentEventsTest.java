package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.flowlens.ingester.source.Batch;
import java.util.LinkedHashSet;
import java.util.Random;
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
    void forgetsTheOldestFirst() {
        for (long id = 1; id <= RecentEvents.CAPACITY + 1; id++) {
            recent.add(id);
        }

        assertThat(recent.add(2)).isFalse();
        assertThat(recent.add(1)).isTrue();
    }

    @Test
    void agreesWithAPlainSetForMillionsOfEvents() {
        long seed = 7;
        Random random = new Random(seed);
        LinkedHashSet<Long> model = new LinkedHashSet<>();

        for (int i = 0; i < 6 * RecentEvents.CAPACITY; i++) {
            long id = 1 + random.nextInt(3 * RecentEvents.CAPACITY); // a third of them come again in time
            boolean isNew = model.add(id);
            if (model.size() > RecentEvents.CAPACITY) {
                model.remove(model.iterator().next());
            }
            if (recent.add(id) != isNew) {
                fail("seed %d, event %d: %s".formatted(seed, i, isNew ? "taken for known" : "taken for new"));
            }
        }
    }
}
