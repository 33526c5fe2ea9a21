package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogWriterTest {

    private final FlowLogWriter writer = new FlowLogWriter(Format.of("action srcaddr dstport vpc-id"));

    @Test
    void writesTheColumnsInTheirOrder() {
        writer.put(Field.DSTPORT, 443).put(Field.SRCADDR, IpAddress.parse("10.0.0.1"));

        assertThat(writer.put(Field.ACTION, "REJECT").line()).isEqualTo("REJECT 10.0.0.1 443 -");
    }

    @Test
    void beginsEachLineAnew() {
        writer.put(Field.DSTPORT, 443).line();

        assertThat(writer.line()).isEqualTo("- - - -");
    }

    @Test
    void takesOverTheRecordOfAnotherFormat() {
        FlowRecord flow = FlowRecord.of(Format.of("dstport bytes vpc-id"), "443 100 vpc-1");

        assertThat(writer.put(flow).line()).isEqualTo("- - 443 vpc-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\t"})
    void refusesTextThatWouldBreakTheLine(String text) {
        writer.put(Field.VPC_ID, text);

        assertThatIllegalArgumentException().isThrownBy(writer::line);
        assertThat(writer.line()).isEqualTo("- - - -");
    }

    @Test
    void refusesWhatTheParserWould() {
        writer.put(Field.DSTPORT, 65_536);

        assertThatIllegalArgumentException().isThrownBy(writer::line).withMessageContaining("65536");
    }

    @Test
    void refusesFieldsOfOtherFormats() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.put(Field.BYTES, 1))
                .withMessageContaining("bytes");
    }
}
