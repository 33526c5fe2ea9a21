package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogParserTest {

    private static final String LINE =
            "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK";

    private final FlowLogParser parser = new FlowLogParser(Format.DEFAULT);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "lines.csv", delimiter = '|', quoteCharacter = '\u0001')
    void answersAsDocumented(String source, String format, String line, Outcome expected) {
        assertThat(parse(new FlowLogParser(formatNamed(format)), line)).isEqualTo(expected);
    }

    /** The same line is read where it is or from a copy, depending on what follows it. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "lines.csv", delimiter = '|', quoteCharacter = '\u0001')
    void answersTheSameInsideABatch(String source, String format, String line, Outcome expected) {
        String before = "some line before\n";
        String after = "\n" + "9".repeat(200);
        byte[] batch = (before + line + after).getBytes(StandardCharsets.UTF_8);

        var inBatch = new FlowLogParser(formatNamed(format));

        assertThat(inBatch.parse(batch, before.length(), batch.length - after.length()))
                .isEqualTo(expected);
    }

    private static Format formatNamed(String name) {
        return switch (name) {
            case "default" -> Format.DEFAULT;
            case "tgw" -> Format.TRANSIT_GATEWAY;
            case "v5" -> Format.upTo(5);
            default -> Format.of(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  \t", "\r", "\n"})
    void callsBlanksEmpty(String line) {
        assertThat(parse(parser, line)).isEqualTo(Outcome.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", " ", "\r\n", "   #comment", "\t"})
    void takesNoNoticeOfWhatTrailsALine(String tail) {
        assertThat(parse(parser, LINE + tail)).isEqualTo(Outcome.FLOW);
        assertThat(parser.record().endSeconds()).isEqualTo(1418530070);
        assertThat(parser.record().text(Field.LOG_STATUS)).isEqualTo("OK");
    }

    @Test
    void readsOnlyItsPartOfTheText() {
        byte[] text = ("9" + LINE + "9").getBytes(StandardCharsets.US_ASCII);

        assertThat(parser.parse(text, 1, text.length - 1)).isEqualTo(Outcome.FLOW);
        assertThat(parser.record().line()).isEqualTo(LINE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 100})
    void findsTheEndOfALine(int length) {
        byte[] text = ("12345678" + "\u000B".repeat(length) + "\n9\n").getBytes(StandardCharsets.US_ASCII);
        int lineFeed = text.length - 3;

        assertThat(FlowLogParser.endOfLine(text, 8, text.length)).isEqualTo(lineFeed);
        assertThat(FlowLogParser.endOfLine(text, 8, lineFeed)).isEqualTo(lineFeed);
        assertThat(FlowLogParser.endOfLine(text, lineFeed, text.length)).isEqualTo(lineFeed);
    }

    @Test
    void readsMillisecondsAsSeconds() {
        parse(parser, "2 123456789010 eni-1a2b3c4d - - - - - - - 1512564058000 1512564059999 - SKIPDATA");

        assertThat(parser.record().startSeconds()).isEqualTo(1512564058);
        assertThat(parser.record().endSeconds()).isEqualTo(1512564059);
    }

    @Test
    void refusesEndlessLines() {
        var anyText = new FlowLogParser(Format.of("vpc-id"));

        assertThat(parse(anyText, "v".repeat(FlowLogParser.MAX_LINE_BYTES))).isEqualTo(Outcome.FLOW);
        assertThat(parse(anyText, "v".repeat(FlowLogParser.MAX_LINE_BYTES + 1))).isEqualTo(Outcome.TOO_LONG);
    }

    @Test
    void keepsGoingAfterABadLine() {
        assertThat(parse(parser, LINE.replace("20641", "x"))).isEqualTo(Outcome.BAD_FIELD);
        assertThat(parse(parser, LINE)).isEqualTo(Outcome.FLOW);
        assertThat(parser.record().sourcePort()).isEqualTo(20641);
    }

    private static Outcome parse(FlowLogParser parser, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return parser.parse(text, 0, text.length);
    }
}
