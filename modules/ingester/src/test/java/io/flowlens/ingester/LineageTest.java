package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A is split into B and C, which are merged into D. */
class LineageTest {

    private static final Shard A_OPEN = new Shard("a", List.of(), false);
    private static final Shard A = new Shard("a", List.of(), true);
    private static final Shard B = new Shard("b", List.of("a"), true);
    private static final Shard C = new Shard("c", List.of("a"), true);
    private static final Shard D = new Shard("d", List.of("b", "c"), false);
    private static final List<Shard> ALL = List.of(A, B, C, D);
    private static final Start OLDEST = new Start.Oldest();
    private static final Start LATEST = new Start.Latest();
    private static final Start AT = new Start.At(Instant.EPOCH);

    private final Map<String, IngestPosition> positions = new HashMap<>();

    @Test
    void readsAllOfANewStreamWhenToldSo() {
        assertThat(start(OLDEST, List.of(A_OPEN), A_OPEN)).isEqualTo(OLDEST);
    }

    @Test
    void readsParentsBeforeTheirChildren() {
        assertThat(start(OLDEST, ALL, A)).isEqualTo(OLDEST);
        assertThat(start(OLDEST, ALL, B)).isNull();
        assertThat(start(OLDEST, ALL, D)).isNull();

        ended("a", "9");

        assertThat(start(OLDEST, ALL, A)).isNull();
        assertThat(start(OLDEST, ALL, B)).isEqualTo(OLDEST);
        assertThat(start(OLDEST, ALL, D)).isNull();
    }

    @Test
    void waitsForBothParentsOfAMerge() {
        ended("a", "9");
        ended("b", "9");

        assertThat(start(OLDEST, ALL, D)).isNull();

        ended("c", "9");

        assertThat(start(OLDEST, ALL, D)).isEqualTo(OLDEST);
    }

    @Test
    void goesOnBehindAPosition() {
        IngestPosition position = reading("d", "17");

        assertThat(start(LATEST, ALL, D)).isEqualTo(new Start.After(position));
    }

    @Test
    void doesNotWaitForParentsThatAreGone() {
        assertThat(start(OLDEST, List.of(D), D)).isEqualTo(OLDEST);
        assertThat(start(LATEST, List.of(D), D)).isEqualTo(LATEST);

        ended("b", "9");

        assertThat(start(LATEST, List.of(D), D)).isEqualTo(OLDEST);
    }

    @Test
    void leavesTheHistoryOfAStreamAloneWhenStartingWithTheLatest() {
        assertThat(start(LATEST, ALL, A)).isNull();
        assertThat(start(LATEST, ALL, B)).isNull();
        assertThat(start(LATEST, ALL, D)).isEqualTo(LATEST);
    }

    @Test
    void readsAllOfWhatWasAddedAfterTheLatest() {
        reading("a", null);

        assertThat(start(LATEST, ALL, B)).isNull();

        ended("a", null);

        assertThat(start(LATEST, ALL, B)).isEqualTo(OLDEST);
        assertThat(start(LATEST, ALL, D)).isNull();
    }

    @Test
    void keepsToTheMomentThatWasTheLatest() {
        reading("a", null);

        assertThat(start(LATEST, List.of(A_OPEN), A_OPEN)).isEqualTo(new Start.At(Instant.ofEpochMilli(5)));
    }

    @Test
    void keepsToTheStartTimeUntilAParentReachedIt() {
        ended("a", null);
        assertThat(start(AT, ALL, B)).isEqualTo(AT);

        ended("a", "9");
        assertThat(start(AT, ALL, B)).isEqualTo(OLDEST);
    }

    @Test
    void readsAnOpenShardThatIsSaidToHaveEnded() {
        ended("a", "9");

        assertThat(start(LATEST, List.of(A_OPEN), A_OPEN)).isEqualTo(OLDEST);
    }

    private IngestPosition reading(String shard, String sequenceNumber) {
        IngestPosition position = new IngestPosition(sequenceNumber, 5, 6, 0, false);
        positions.put(shard, position);
        return position;
    }

    private void ended(String shard, String sequenceNumber) {
        positions.put(shard, new IngestPosition(sequenceNumber, 5, 6, 0, true));
    }

    private Start start(Start configured, List<Shard> listed, Shard shard) {
        return new Lineage(listed, positions::get, configured).start(shard).orElse(null);
    }
}
