package io.flowlens.benchmarks.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.Traffic;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnockingTest {

    @Test
    void noTwoLinesShareSourceAndPortAndAllAreWithinTheHour() {
        var knocking = new Knocking(new Estate(200), 10_000_000);
        Set<String> pairs = new HashSet<>();
        int lines = 0;
        // Some from the whole hour: the beginning, where ports come round, and the end.
        for (int batch = 0; batch < knocking.batches(); batch += batch % 1_000 < 40 ? 1 : 961) {
            for (String line : knocking.lines(batch)) {
                String[] fields = line.split(" ");
                pairs.add(fields[3] + ' ' + fields[6]);
                assertThat(Long.parseLong(fields[10])).isBetween(Traffic.BEGIN, Traffic.BEGIN + 3_599);
                lines++;
            }
        }

        assertThat(lines).isGreaterThan(300_000);
        assertThat(pairs).hasSize(lines);
    }
}
