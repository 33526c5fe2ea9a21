package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Jazzer goes over the lines that are kept; with the profile {@code fuzz} it looks for more. */
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer is not made for it")
class ParseLineFuzzTest {

    private static final List<Format> FORMATS = Stream.concat(
                    IntStream.rangeClosed(2, 11).mapToObj(Format::upTo).distinct(),
                    Stream.of(
                            Format.TRANSIT_GATEWAY,
                            Format.of("interface-id srcaddr dstaddr action start end"),
                            Format.of("bytes added-tomorrow log-status pkt-srcaddr tcp-flags")))
            .toList();

    @FuzzTest(maxDuration = "2m")
    void answersWhateverTheLineIs(byte[] line) {
        for (Format format : FORMATS) {
            FlowLogParser parser = new FlowLogParser(format);
            Outcome outcome = parser.parse(line, 0, line.length);
            if (outcome.isRecord()) {
                assertThatItIsWrittenAndReadAgain(parser.record(), outcome);
            }
            assertThat(carefully(format, line)).isEqualTo(outcome);
        }
        new FormatGuess().parse(line, 0, line.length);
        new FormatGuess().guess(line, 0, line.length);
    }

    private static void assertThatItIsWrittenAndReadAgain(FlowRecord record, Outcome outcome) {
        byte[] written = new FlowLogWriter(record.format()).put(record).line().getBytes(StandardCharsets.UTF_8);
        FlowLogParser again = new FlowLogParser(record.format());

        assertThat(again.parse(written, 0, written.length)).isEqualTo(outcome);
        for (Field field : Field.values()) {
            if (field.type().isNumber()) {
                assertThat(again.record().number(field)).isEqualTo(record.number(field));
                assertThat(record.number(field)).isBetween(-1L, field.type().limit());
            }
        }
        assertThat(again.record().source()).isEqualTo(record.source());
        assertThat(again.record().destination()).isEqualTo(record.destination());
        assertThat(again.record().action()).isEqualTo(record.action());
    }

    /** A blank in front keeps a line from the fast way, and changes nothing else. */
    private static Outcome carefully(Format format, byte[] line) {
        byte[] padded = new byte[line.length + 1];
        padded[0] = ' ';
        System.arraycopy(line, 0, padded, 1, line.length);
        return new FlowLogParser(format).parse(padded, 0, padded.length);
    }
}
