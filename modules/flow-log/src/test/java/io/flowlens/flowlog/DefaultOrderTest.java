package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way through the default format answers what the careful way answers, for lines that just fit and just do not. */
class DefaultOrderTest {

    private static final long SEED = 8_086;
    private static final int LINES = 60_000;
    private static final int MUTATIONS = 4;
    private static final String NASTY = " -.:/019\t\n\r\0\u0010\u007F\u0080\u00A0\u00FFAOKe";

    private final Random random = new Random(SEED);
    private final FlowLogParser inBatch = new FlowLogParser(Format.DEFAULT);
    private final FlowLogParser alone = new FlowLogParser(Format.DEFAULT);
    private final FlowLogParser careful = new FlowLogParser(Format.DEFAULT);

    @Test
    void readsWhatAwsWritesToday() {
        var order = new DefaultOrder(new Columns(Format.DEFAULT.columns().size()));
        for (int i = 0; i < 1_000; i++) {
            String line = usualLine();
            byte[] text = (line + "\n".repeat(DefaultOrder.REACH)).getBytes(StandardCharsets.US_ASCII);

            assertThat(order.read(text, 0)).as(line).isEqualTo(line.length());
        }
    }

    @Test
    void answersWhatTheCarefulWayAnswers() {
        for (int i = 0; i < LINES; i++) {
            byte[] line = (random.nextInt(3) > 0 ? usualLine() : oddLine()).getBytes(StandardCharsets.US_ASCII);
            assertThatAllWaysAgree(line);
            for (int mutation = 0; mutation < MUTATIONS; mutation++) {
                assertThatAllWaysAgree(mutated(line));
            }
        }
    }

    private void assertThatAllWaysAgree(byte[] text) {
        byte[] batch = Arrays.copyOf(text, text.length + random.nextInt(2 * DefaultOrder.REACH));
        Arrays.fill(batch, text.length, batch.length, (byte) "7 \n".charAt(random.nextInt(3)));
        int limit = limit(text.length, batch.length);
        int end = FlowLogParser.endOfLine(batch, 0, limit);
        byte[] padded = new byte[end + 1];
        padded[0] = ' '; // keeps a line from the short ways, and changes nothing else
        System.arraycopy(batch, 0, padded, 1, end);
        List<Object> expected = answer(careful.parse(padded, 0, padded.length), careful);

        assertThat(answer(inBatch.parseLine(batch, 0, limit), inBatch))
                .as(() -> described(padded))
                .isEqualTo(expected);
        assertThat(inBatch.lineEnd()).as(() -> described(padded)).isEqualTo(end);
        assertThat(answer(alone.parse(Arrays.copyOf(batch, end), 0, end), alone))
                .as(() -> described(padded))
                .isEqualTo(expected);
    }

    /** Where the text ends for the parser: with the line, with what follows it, or before either. */
    private int limit(int line, int batch) {
        return switch (random.nextInt(4)) {
            case 0 -> line;
            case 1 -> random.nextInt(line + 1);
            default -> batch;
        };
    }

    private List<Object> answer(Outcome outcome, FlowLogParser parser) {
        if (!outcome.isRecord()) {
            return List.of(outcome);
        }
        FlowRecord record = random.nextInt(4) == 0 ? parser.record().copy() : parser.record();
        return List.of(outcome, AllValues.of(record));
    }

    private String usualLine() {
        int time = 1_400_000_000 + random.nextInt(600_000_000);
        return line(
                "2",
                "%012d".formatted(random.nextLong() >>> 25),
                "eni-0%016x".formatted(random.nextLong()),
                address(),
                address(),
                number(16),
                number(16),
                number(8),
                number(19),
                number(23),
                time,
                time + random.nextInt(600),
                random.nextBoolean() ? "ACCEPT" : "REJECT",
                "OK");
    }

    /** What fits, but not the short way, or does not fit by a hair. */
    private String oddLine() {
        return line(
                oneOf("2", "3", "11", "-"),
                oneOf("123456789012", "unknown", "12345678901", "1234567890123"),
                oneOf("eni-1235b8ca", "-", "eni-0123456789abcdef01", "eni-0123456789abcdef0"),
                oneOf(address(), "256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "2001:db8::1", "-", "1.2.3.400"),
                oneOf(address(), "1..2.3", "::ffff:1.2.3.4", "1.2.3.4.", "0.0.0.00", "1.2.3.1234"),
                oneOf(number(17), "65536", "0", "00000", "-", "99999999", "4294967296"),
                oneOf(number(17), "65535", "012", "+1"),
                oneOf(number(9), "256", "06", "-", "4294967302"),
                oneOf(number(30), "999999", "1000000", "9223372036854775808", "-"),
                oneOf(number(40), "9999999", "10000000", "99999999", "100000000", "9223372036854775807"),
                oneOf("0000000000", "9999999999", "1790000000123", "179000000", "17900000001", "-"),
                oneOf("1790000000", "1790000999", "1790001000", "1790000000123"),
                oneOf("ACCEPT", "REJECT", "-", "ACCEPTED", "accept"),
                oneOf("OK", "NODATA", "SKIPDATA", "-", "OKAY"));
    }

    private static String line(Object... columns) {
        return String.join(" ", Arrays.stream(columns).map(Object::toString).toList());
    }

    private String address() {
        if (random.nextInt(10) == 0) {
            return random.nextBoolean() ? "0.0.0.0" : "255.255.255.255"; // the shortest and the longest
        }
        return line(number(8), number(8), number(8), number(8)).replace(' ', '.');
    }

    /** Every number of bits is as likely as any other. */
    private String number(int bits) {
        return Long.toString(random.nextLong() >>> Long.SIZE - 1 - random.nextInt(bits));
    }

    private String oneOf(String... texts) {
        return texts[random.nextInt(random.nextBoolean() ? 1 : texts.length)];
    }

    private byte[] mutated(byte[] line) {
        byte[] mutated = line.clone();
        mutated[random.nextInt(line.length)] =
                (byte) (random.nextBoolean() ? NASTY.charAt(random.nextInt(NASTY.length())) : random.nextInt(256));
        return mutated;
    }

    private static String described(byte[] line) {
        return "'%s', seed %d".formatted(new String(line, StandardCharsets.ISO_8859_1), SEED);
    }
}
