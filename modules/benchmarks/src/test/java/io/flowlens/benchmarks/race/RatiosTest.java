package io.flowlens.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

    @Test
    void areOneLineOfJsonInTheirOrder() {
        assertThat(new Ratios().put("split", 8.9).put("duckdb", 4.75).json("parse"))
                .isEqualTo("{\"bench\":\"parse\",\"ratios\":{\"split\":8.900,\"duckdb\":4.750}}");
    }

    @Test
    void refuseWhatWasNotMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ratios().put("split", Double.NaN))
                .withMessageContaining("split was not measured");
    }

    @Test
    void restOnTheMiddleOfTheRounds() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Median.of(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    @Test
    void sayHowManyTimesAsMuchOneDoes() {
        Standing ours = new Standing("ours", 8e6, 1);

        assertThat(ours.over(new Standing("theirs", 2e6, 1))).isEqualTo(4);
        assertThat(ours.nanosPerLine()).isEqualTo(125);
    }
}
