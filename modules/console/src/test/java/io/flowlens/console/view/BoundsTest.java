package io.flowlens.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.console.Samples;
import io.flowlens.topics.Counts;
import org.junit.jupiter.api.Test;

/** Whatever arrives, what is held stays small. */
class BoundsTest {

    private static final Counts ONE = new Counts(1, 2, 3);

    @Test
    void alertsThatChangedLongestAgoAreForgotten() {
        AlertShelf shelf = new AlertShelf();

        for (int i = 0; i <= AlertShelf.MAX_OPEN; i++) {
            shelf.put("f" + i, Samples.firing("f" + i));
        }

        assertThat(shelf.open()).hasSize(AlertShelf.MAX_OPEN);
        assertThat(shelf.find("f0")).isEmpty();
        assertThat(shelf.put("f1", Samples.verified("f1"))).isPresent();
        assertThat(shelf.open()).hasSize(AlertShelf.MAX_OPEN - 1);
        assertThat(shelf.find("f1")).contains(Samples.verified("f1"));
        shelf.put("f1", null);
        assertThat(shelf.find("f1")).isEmpty();
    }

    @Test
    void edgesAreForgottenWhenTheyAreManyOrOld() {
        EdgeBook edges = new EdgeBook();
        for (int i = 0; i <= EdgeBook.MAX_EDGES; i++) {
            edges.add(new EdgeBook.Pair("a" + i, "b"), true, "tcp/1", ONE, i);
        }

        assertThat(edges.at(0)).hasSize(EdgeBook.MAX_EDGES);
        assertThat(edges.at(EdgeBook.KEPT_MINUTES * 60_000L + EdgeBook.MAX_EDGES))
                .hasSize(1);
    }

    @Test
    void aFlowRecordedAtBothEndsIsCountedOnce() {
        EdgeBook edges = new EdgeBook();
        edges.add(new EdgeBook.Pair("a", "b"), true, "icmp", ONE, 1);
        edges.add(new EdgeBook.Pair("a", "b"), false, "icmp", ONE, 1);

        assertThat(edges.at(1).get(0).counts()).isEqualTo(ONE);
    }

    @Test
    void anHourIsKeptMinuteByMinute() {
        Minutes minutes = new Minutes();
        minutes.add(Samples.NOW - 3_600_000, true, ONE);
        minutes.add(Samples.NOW - 60_000, true, ONE);
        minutes.add(Samples.NOW, false, ONE);
        minutes.add(Samples.NOW, false, ONE);

        var kept = minutes.upTo(Samples.NOW);

        assertThat(kept).hasSize(Minutes.KEPT);
        assertThat(kept.get(58).accepted()).isEqualTo(ONE);
        assertThat(kept.get(59).rejected()).isEqualTo(new Counts(2, 4, 6));
        assertThat(kept).filteredOn(minute -> minute.accepted().flows() > 0).hasSize(1);
    }

    @Test
    void oldFlowsReadAgainAreShownInTheirOwnTime() {
        Minutes minutes = new Minutes();
        minutes.add(Samples.NOW - 86_400_000, true, ONE);

        assertThat(minutes.upTo(Samples.NOW).get(59).accepted()).isEqualTo(ONE);
    }
}
