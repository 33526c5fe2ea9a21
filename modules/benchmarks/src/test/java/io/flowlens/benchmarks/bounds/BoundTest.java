package io.flowlens.benchmarks.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundTest {

    private static final Kept EARLY = kept(200, 400, 2_000, 400, 350);

    @Test
    void isKeptByWhatStaysAsItWas() {
        assertThat(Bound.of(200, EARLY, EARLY)).allMatch(Bound::isKept);
    }

    @Test
    void noticesWhatGrows() {
        assertThat(broken(kept(201, 400, 2_000, 400, 350))).containsExactly("state: interfaces");
        assertThat(broken(kept(200, 601, 2_000, 400, 350))).containsExactly("state: alerts");
        assertThat(broken(kept(200, 400, 40_000, 400, 350))).containsExactly("vpc.alerts: records");
        assertThat(broken(kept(200, 400, 2_000, 70_000, 350))).containsExactly("vpc.rejects: records");
        assertThat(broken(kept(200, 400, 2_000, 400, 380))).containsExactly("series on /metrics");
    }

    private static List<String> broken(Kept late) {
        return Bound.of(200, EARLY, late).stream()
                .filter(bound -> !bound.isKept())
                .map(Bound::what)
                .toList();
    }

    private static Kept kept(long interfaces, long alerts, long alertRecords, long rejectRecords, long series) {
        return new Kept(
                10_000_000,
                20_000,
                new Kept.Content(interfaces, 700_000),
                new Kept.Content(alerts, 600_000),
                new Kept.Written(alertRecords, rejectRecords),
                Map.of(),
                series,
                40 << 20);
    }
}
