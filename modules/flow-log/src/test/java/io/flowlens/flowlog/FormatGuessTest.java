package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatGuessTest {

    private static final String LINE =
            "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK";

    @Test
    void findsTheDefaultFormat() {
        assertThat(guess(LINE)).contains(Format.DEFAULT);
        assertThat(guess("2 unknown eni-1a2b3c4d - - - - - - - 1431280876 1431280934 - NODATA"))
                .contains(Format.DEFAULT);
    }

    @Test
    void findsTheDefaultFormatOfTransitGateways() {
        String line = "6 TransitGateway 123456789010 tgw-1 tgw-attach-1 - - vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 "
                + "use1-az1 use1-az2 tgw-attach-2 10.0.0.5 10.1.0.5 40000 443 6 5 500 1418530010 1418530070 OK IPv4 "
                + "0 0 0 0 2 us-east-1 egress - -";

        assertThat(guess(line)).contains(Format.TRANSIT_GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 8, 9, 10, 11})
    void findsAllFieldsUpToAVersion(int version) {
        String line = new FlowLogWriter(Format.upTo(version))
                .put(FlowRecord.of(Format.DEFAULT, LINE))
                .put(Field.VERSION, version)
                .line();

        assertThat(guess(line)).contains(Format.upTo(version));
    }

    @Test
    void believesAHeader() {
        assertThat(guess("srcaddr bytes version")).contains(Format.of("srcaddr bytes version"));
    }

    /** A custom format may have as many columns as a well-known one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus line",
                "10.0.0.5 10.0.0.6 20641 22",
                "3 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
                "2 123456789010 10.0.0.9 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
                "2 eni-1a2b3c4d 123456789010 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
                "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 4249 20 1418530010 1418530070 ACCEPT OK",
                "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530070 1418530010 ACCEPT OK",
                "2 123456789010 eni-1a2b3c4d 20641 22 10.0.0.5 10.0.0.6 6 20 4249 1418530010 1418530070 ACCEPT OK",
                "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 OK ACCEPT"
            })
    void doesNotBelieveAnotherOrder(String line) {
        assertThat(guess(line)).isEmpty();
    }

    @Test
    void readsLinesOfSeveralFormatsOneAfterTheOther() {
        FormatGuess guess = new FormatGuess();
        String third = new FlowLogWriter(Format.upTo(3))
                .put(FlowRecord.of(Format.DEFAULT, LINE))
                .put(Field.VERSION, 3)
                .line();

        for (String line : List.of(LINE, third, third, LINE)) {
            assertThat(parse(guess, line)).isEqualTo(Outcome.FLOW);
            assertThat(guess.record().number(Field.VERSION)).isEqualTo(line.charAt(0) - '0');
            assertThat(guess.record().destinationPort()).isEqualTo(22);
        }
    }

    @Test
    void readsNoLineThatAwsWouldNotWriteSo() {
        FormatGuess guess = new FormatGuess();

        assertThat(parse(guess, LINE.replace(" 20 4249 ", " 4249 20 "))).isEqualTo(Outcome.BAD_FIELD);
        assertThat(parse(guess, LINE.replaceFirst("2 ", "3 "))).isEqualTo(Outcome.BAD_FIELD);
        assertThat(parse(guess, LINE + " more")).isEqualTo(Outcome.FIELD_COUNT);
        assertThat(parse(guess, " ")).isEqualTo(Outcome.EMPTY);
        assertThat(parse(guess, "version account-id interface-id")).isEqualTo(Outcome.HEADER);
    }

    /** So a line that fits one of them fits no other. */
    @Test
    void knowsEveryFormatByTheNumberOfItsColumns() {
        List<Integer> columns = Stream.concat(
                        Stream.of(2, 3, 4, 5, 7, 8, 9, 10, 11).map(Format::upTo).distinct(),
                        Stream.of(Format.TRANSIT_GATEWAY))
                .map(format -> format.columns().size())
                .toList();

        assertThat(columns).doesNotHaveDuplicates();
    }

    private static Outcome parse(FormatGuess guess, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return guess.parse(text, 0, text.length);
    }

    private static Optional<Format> guess(String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return new FormatGuess().guess(text, 0, text.length);
    }
}
