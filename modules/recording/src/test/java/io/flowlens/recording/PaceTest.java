package io.flowlens.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @Test
    void sixtyTimesIsAMinuteInASecond() {
        assertThat(Speed.parse("60x").nanosUntil(60_000)).isEqualTo(1_000_000_000L);
        assertThat(Speed.parse("0.5x").nanosUntil(1_000)).isEqualTo(2_000_000_000L);
        assertThat(Speed.parse("max").nanosUntil(1_000_000)).isZero();
        assertThat(Speed.parse("1x").nanosUntil(-5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "x", "0x", "-1x", "fast", "1e9x", "NaNx"})
    void refusesWhatIsNoSpeed(String text) {
        assertThatThrownBy(() -> Speed.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTickFollowsTheRecordThatCarriesTimeOverTheNextMark() {
        Ticks ticks = new Ticks();

        assertThat(ticks.isDueAfter(29_000)).isFalse();
        assertThat(ticks.isDueAfter(29_999)).isFalse();
        assertThat(ticks.isDueAfter(30_000)).isTrue();
        assertThat(ticks.isDueAfter(59_000)).isFalse();
        assertThat(ticks.isDueAfter(300_001)).isTrue();
        assertThat(ticks.latest()).isEqualTo(300_001);
        assertThat(ticks.isDueAfter(31_000)).as("what is late").isFalse();
        assertThat(ticks.isDueAfter(300_002)).isFalse();
        assertThat(ticks.latest()).isEqualTo(300_002);
    }
}
