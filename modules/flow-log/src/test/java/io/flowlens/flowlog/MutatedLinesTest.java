package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a line holds, the answer is an outcome, depends on nothing but the line, and no value is out of its range. */
class MutatedLinesTest {

    private static final long SEED = 6_502;
    private static final String NASTY = " -.:#09\t\n\r\0\u007F\u00FCaEk/+";

    private final Random random = new Random(SEED);
    private final RandomFlows flows = new RandomFlows(SEED);

    @Test
    void neverThrowsAndNeverLetsABadValueThrough() {
        for (int round = 0; round < 1_000; round++) {
            Format format = flows.format();
            byte[] line = line(format);
            var parser = new FlowLogParser(format);
            for (int mutation = 0; mutation < 50; mutation++) {
                byte[] mutated = mutated(line);

                Outcome outcome = parser.parse(mutated, 0, mutated.length);

                if (outcome.isRecord()) {
                    assertThatValuesAreInRange(parser.record());
                }
                assertThat(outcomeAmongOthers(parser, mutated, outcome))
                        .as(() -> description(mutated, format))
                        .isEqualTo(outcome);
                assertThatCareReadsTheSame(mutated, format, outcome);
            }
        }
    }

    private byte[] line(Format format) {
        Map<String, Object> values = flows.values(format);
        return String.join(
                        " ",
                        format.columns().stream()
                                .map(name -> String.valueOf(values.getOrDefault(name, "-")))
                                .toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mutated(byte[] line) {
        byte[] mutated = line;
        for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            mutated = random.nextInt(3) == 0 ? without(mutated, at) : mutated.clone();
            if (at < mutated.length) {
                mutated[at] = random.nextBoolean()
                        ? (byte) NASTY.charAt(random.nextInt(NASTY.length()))
                        : (byte) random.nextInt(256);
            }
        }
        return mutated;
    }

    private byte[] without(byte[] line, int at) {
        byte[] shorter = Arrays.copyOf(line, line.length - 1);
        System.arraycopy(line, at + 1, shorter, at, shorter.length - at);
        return random.nextBoolean() ? shorter : Arrays.copyOf(line, at);
    }

    /** Parses the line where it stands among random bytes; the record, too, must be the same. */
    private Outcome outcomeAmongOthers(FlowLogParser parser, byte[] line, Outcome expected) {
        String alone = expected.isRecord() ? valuesOf(parser.record()) : "";
        byte[] batch = new byte[line.length + random.nextInt(150)];
        random.nextBytes(batch);
        int from = random.nextInt(batch.length - line.length + 1);
        System.arraycopy(line, 0, batch, from, line.length);
        if (from + line.length < batch.length && random.nextBoolean()) {
            batch[from + line.length] = '\n';
        }

        Outcome outcome = outcomeAt(parser, batch, from, from + line.length);

        if (expected.isRecord()) {
            assertThat(valuesOf(parser.record()))
                    .as(() -> description(line, parser.record().format()))
                    .isEqualTo(alone);
        }
        return outcome;
    }

    /** Where no line feed is in the line, its end may be told, or be found. */
    private Outcome outcomeAt(FlowLogParser parser, byte[] batch, int from, int to) {
        if (random.nextBoolean() || FlowLogParser.endOfLine(batch, from, to) < to) {
            return parser.parse(batch, from, to);
        }
        boolean hasLineFeed = to < batch.length && batch[to] == '\n';
        Outcome outcome = parser.parseLine(batch, from, hasLineFeed ? batch.length : to);
        assertThat(parser.lineEnd()).isEqualTo(to);
        return outcome;
    }

    /** A blank in front keeps a line from the fast way, and changes nothing else. */
    private static void assertThatCareReadsTheSame(byte[] line, Format format, Outcome expected) {
        byte[] padded = (" " + new String(line, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        var fast = new FlowLogParser(format);
        var careful = new FlowLogParser(format);
        fast.parse(line, 0, line.length);

        assertThat(careful.parse(padded, 0, padded.length))
                .as(() -> description(line, format))
                .isEqualTo(expected);
        if (expected.isRecord()) {
            assertThat(AllValues.of(careful.record()))
                    .as(() -> description(line, format))
                    .isEqualTo(AllValues.of(fast.record()));
        }
    }

    private static String valuesOf(FlowRecord flow) {
        return "%s %s %s %d %d %d %d %s %s"
                .formatted(
                        flow,
                        flow.source(),
                        flow.packetDestination(),
                        flow.sourcePort(),
                        flow.bytes(),
                        flow.startSeconds(),
                        flow.number(Field.TCP_FLAGS),
                        flow.action(),
                        flow.text(Field.VPC_ID));
    }

    private static void assertThatValuesAreInRange(FlowRecord flow) {
        for (Field field : Field.values()) {
            if (field.type().isNumber()) {
                assertThat(flow.number(field))
                        .as(() -> "%s in '%s', seed %d".formatted(field, flow, SEED))
                        .isBetween(-1L, field.type().limit());
                assertThat(flow.number(field) >= 0)
                        .as(() -> "%s in '%s', seed %d".formatted(field, flow, SEED))
                        .isEqualTo(flow.has(field));
            } else if (flow.has(field) && field.type() == FieldType.ADDRESS) {
                IpAddress.parse(flow.text(field));
            }
        }
    }

    private static String description(byte[] line, Format format) {
        return "'%s' in the format %s, seed %d".formatted(new String(line, StandardCharsets.UTF_8), format, SEED);
    }
}
