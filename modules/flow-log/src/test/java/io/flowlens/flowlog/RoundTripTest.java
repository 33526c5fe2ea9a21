package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final long SEED = 8_086;

    @Test
    void readsEveryValueThatIsWritten() {
        var flows = new RandomFlows(SEED);
        for (int round = 0; round < 4_000; round++) {
            Format format = flows.format();
            Map<String, Object> values = flows.values(format);
            String line = String.join(
                    " ",
                    format.columns().stream()
                            .map(name -> String.valueOf(values.getOrDefault(name, "-")))
                            .toList());

            FlowRecord flow = FlowRecord.of(format, line);

            assertThat(flow.line()).isEqualTo(line);
            assertThatAllValuesAreIn(flow, values);
            assertThat(new FlowLogWriter(format).put(flow).line()).isEqualTo(line);
        }
    }

    @Test
    void writesWhatTheParserReads() {
        var flows = new RandomFlows(SEED);
        for (int round = 0; round < 2_000; round++) {
            Format format = flows.format();
            Map<String, Object> values = flows.values(format);
            values.remove("a-field-of-tomorrow");
            var writer = new FlowLogWriter(format);
            values.forEach((name, value) -> put(writer, Field.named(name).orElseThrow(), value));

            byte[] line = writer.line().getBytes(StandardCharsets.UTF_8);

            var parser = new FlowLogParser(format);
            assertThat(parser.parse(line, 0, line.length)).matches(Outcome::isRecord, "a record, seed " + SEED);
            assertThatAllValuesAreIn(parser.record(), values);
        }
    }

    private static void put(FlowLogWriter writer, Field field, Object value) {
        if (value instanceof Long number) {
            writer.put(field, number);
        } else if (value instanceof IpAddress address) {
            writer.put(field, address);
        } else {
            writer.put(field, (String) value);
        }
    }

    private static void assertThatAllValuesAreIn(FlowRecord flow, Map<String, Object> values) {
        for (int column = 0; column < flow.format().columns().size(); column++) {
            String name = flow.format().columns().get(column);
            Object value = values.get(name);
            Optional<Field> field = Field.named(name);

            assertThat(flow.text(column))
                    .as(() -> description(flow))
                    .isEqualTo(value == null ? null : value.toString());
            if (field.isPresent() && field.get().type().isNumber()) {
                assertThat(flow.number(field.get())).as(() -> description(flow)).isEqualTo(value == null ? -1L : value);
            }
        }
        assertThat(flow.source()).as(() -> description(flow)).isEqualTo(values.get("srcaddr"));
        assertThat(flow.destination()).as(() -> description(flow)).isEqualTo(values.get("dstaddr"));
        assertThat(flow.packetSource()).as(() -> description(flow)).isEqualTo(values.get("pkt-srcaddr"));
        assertThat(flow.packetDestination()).as(() -> description(flow)).isEqualTo(values.get("pkt-dstaddr"));
        assertThat(flow.action().name()).isEqualTo(values.getOrDefault("action", "NONE"));
    }

    private static String description(FlowRecord flow) {
        return "'%s' in the format %s, seed %d".formatted(flow, flow.format(), SEED);
    }
}
