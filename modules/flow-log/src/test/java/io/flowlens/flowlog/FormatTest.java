package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

    /** The default format as the EC2 API prints it in DescribeFlowLogs. */
    private static final String DEFAULT = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} "
            + "${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    @Test
    void defaultIsWhatTheApiCallsSo() {
        assertThat(Format.DEFAULT).hasToString(DEFAULT);
        assertThat(Format.of(DEFAULT)).isEqualTo(Format.DEFAULT).hasSameHashCodeAs(Format.DEFAULT);
    }

    @Test
    void growsWithTheVersion() {
        assertThat(IntStream.rangeClosed(2, 11)
                        .map(version -> Format.upTo(version).columns().size()))
                .containsExactly(14, 21, 25, 29, 29, 39, 40, 41, 42, 54);
        assertThat(Format.TRANSIT_GATEWAY.columns()).hasSize(36);
    }

    @Test
    void keepsAnyOrderAndFieldsOfTomorrow() {
        Format format = Format.of("  bytes   a-field-of-tomorrow ${srcaddr} ");

        assertThat(format.columns()).containsExactly("bytes", "a-field-of-tomorrow", "srcaddr");
        assertThat(format.has(Field.BYTES)).isTrue();
        assertThat(format.has(Field.PACKETS)).isFalse();
        assertThat(Format.of(format.toString())).isEqualTo(format);
    }

    @Test
    void readsItsOwnHeader() {
        Format format = Format.of("bytes srcaddr a-field-of-tomorrow");

        assertThat(Format.ofHeader("bytes srcaddr a-field-of-tomorrow")).contains(format);
        assertThat(Format.ofHeader("bytes srcaddr a-field-of-tomorrow\r\n")).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "${version", "version, bytes", "VERSION", "version version", "$version", "-", "a-", "ü"
            })
    void refusesWhatIsNoLogFormat(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Format.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "bogus line",
                "start start",
                "2 123456789012 eni-1",
                "version ACCEPT",
                "one of these is bytes",
                "a b version"
            })
    void takesOnlyNamesForAHeader(String line) {
        assertThat(Format.ofHeader(line)).isEmpty();
    }

    @Test
    void refusesEndlessFormats() {
        String names = IntStream.range(0, 257).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));

        assertThatIllegalArgumentException().isThrownBy(() -> Format.of(names)).withMessageContaining("257");
    }
}
