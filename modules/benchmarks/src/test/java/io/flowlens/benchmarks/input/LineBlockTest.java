package io.flowlens.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineBlockTest {

    private static final int LINES = 40_000;
    private static final Estate ESTATE = new Estate(2_000);

    private final LineBlock block = LineBlock.of(ESTATE, Format.DEFAULT, LINES, 7);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(LineBlock.of(ESTATE, Format.DEFAULT, LINES, 7).text()).isEqualTo(block.text());
        assertThat(LineBlock.of(ESTATE, Format.DEFAULT, LINES, 8).text()).isNotEqualTo(block.text());
    }

    @Test
    void hasLinesAsLongAsThoseOfAws() {
        assertThat((double) block.text().length / block.lines()).isCloseTo(114, within(3.0));
    }

    @Test
    void rejectsOneFlowInTen() {
        long rejects =
                flows().stream().filter(flow -> flow.action() == Action.REJECT).count();

        assertThat(100.0 * rejects / LINES).isCloseTo(10, within(0.5));
    }

    @Test
    void namesEveryInterfaceAndAFewPeersMostly() {
        Map<String, Long> strangers = flows().stream()
                .filter(flow -> flow.action() == Action.REJECT)
                .map(flow -> flow.source().toString())
                .filter(source -> !source.startsWith("10."))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Long> counts =
                strangers.values().stream().sorted(Comparator.reverseOrder()).toList();

        assertThat(flows().stream().map(FlowRecord::interfaceId).distinct()).hasSize(ESTATE.interfaces());
        assertThat(counts.get(0)).isGreaterThan(20 * counts.get(counts.size() / 2));
    }

    @Test
    void writesTwentyNineColumnsWhereAsked() {
        LineBlock custom = LineBlock.of(ESTATE, FlowLines.CUSTOM, 1_000, 7);
        String first = new String(custom.text(), StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElseThrow();

        assertThat(FlowLines.CUSTOM.columns()).hasSize(29);
        assertThat(first.split(" ")).hasSize(29);
    }

    private List<FlowRecord> flows() {
        return new String(block.text(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> FlowRecord.of(Format.DEFAULT, line))
                .toList();
    }
}
