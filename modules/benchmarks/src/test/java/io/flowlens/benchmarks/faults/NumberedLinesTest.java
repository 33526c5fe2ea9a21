package io.flowlens.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import org.junit.jupiter.api.Test;

class NumberedLinesTest {

    @Test
    void areFlowLogLines() {
        FlowRecord flow = FlowRecord.of(Format.DEFAULT, NumberedLines.line(3, 1234));

        assertThat(flow.interfaceId()).isEqualTo(NumberedLines.interfaceId(3));
        assertThat(flow.bytes()).isEqualTo(1234);
    }

    @Test
    void tellTheirPlace() {
        assertThat(NumberedLines.indexOf(NumberedLines.interfaceId(15))).isEqualTo(15);
        assertThat(NumberedLines.numberOf(15, NumberedLines.line(15, 1_000_000)))
                .isEqualTo(1_000_000);
    }

    @Test
    void areNotOursWhenAnythingIsDifferent() {
        String line = NumberedLines.line(3, 1234);

        assertThat(NumberedLines.numberOf(4, line)).isEqualTo(NumberedLines.NOT_OURS);
        assertThat(NumberedLines.numberOf(3, line + " ")).isEqualTo(NumberedLines.NOT_OURS);
        assertThat(NumberedLines.numberOf(3, line.replace("203.0", "203.1"))).isEqualTo(NumberedLines.NOT_OURS);
        assertThat(NumberedLines.numberOf(3, "")).isEqualTo(NumberedLines.NOT_OURS);
        assertThat(NumberedLines.indexOf("eni-0")).isEqualTo(NumberedLines.NOT_OURS);
    }
}
