package io.flowlens.ingester.source;

import static io.flowlens.ingester.source.SourceRecord.compareSequence;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceRecordTest {

    @Test
    void ordersSequenceNumbersOfAnyLength() {
        assertThat(compareSequence("9", "10")).isNegative();
        assertThat(compareSequence("10", "10")).isZero();
        assertThat(compareSequence("4".repeat(56), "4".repeat(128))).isNegative();
        assertThat(compareSequence("1" + "0".repeat(56), "9".repeat(56))).isPositive();
    }
}
