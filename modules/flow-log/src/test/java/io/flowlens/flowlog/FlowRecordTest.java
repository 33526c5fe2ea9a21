package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlowRecordTest {

    private static final String REJECTED = "2 123456789010 eni-1a2b3c4d 203.0.113.12 2001:db8::1 20641 22 6 20 4249 "
            + "1418530010 1418530070 REJECT OK";
    private static final String NODATA = "2 123456789010 eni-1a2b3c4d - - - - - - - 1431280876 1431280934 - NODATA";

    @Test
    void typesTheDefaultFormat() {
        FlowRecord flow = FlowRecord.of(Format.DEFAULT, REJECTED);

        assertThat(flow.interfaceId()).isEqualTo("eni-1a2b3c4d");
        assertThat(flow.source()).isEqualTo(IpAddress.parse("203.0.113.12"));
        assertThat(flow.destination()).isEqualTo(IpAddress.parse("2001:db8::1"));
        assertThat(new IpAddress(flow.sourceHigh(), flow.sourceLow())).isEqualTo(flow.source());
        assertThat(new IpAddress(flow.destinationHigh(), flow.destinationLow())).isEqualTo(flow.destination());
        assertThat(flow.sourcePort()).isEqualTo(20641);
        assertThat(flow.destinationPort()).isEqualTo(22);
        assertThat(flow.protocol()).isEqualTo(6);
        assertThat(flow.packets()).isEqualTo(20);
        assertThat(flow.bytes()).isEqualTo(4249);
        assertThat(flow.startSeconds()).isEqualTo(1418530010);
        assertThat(flow.endSeconds()).isEqualTo(1418530070);
        assertThat(flow.action()).isEqualTo(Action.REJECT);
        assertThat(flow.number(Field.VERSION)).isEqualTo(2);
        assertThat(flow.text(Field.ACCOUNT_ID)).isEqualTo("123456789010");
        assertThat(flow.line()).isEqualTo(REJECTED).isEqualTo(flow.toString());
        assertThat(flow.format()).isEqualTo(Format.DEFAULT);
    }

    @Test
    void hasNothingWhereTheLineHasADash() {
        FlowRecord none = FlowRecord.of(Format.DEFAULT, NODATA);

        assertThat(none.has(Field.SRCADDR)).isFalse();
        assertThat(none.has(Field.START)).isTrue();
        assertThatNothingOfAFlowIsIn(none);
    }

    @Test
    void hasNothingWhereTheFormatHasNoColumn() {
        FlowRecord none = FlowRecord.of(Format.of("vpc-id type"), "vpc-1 IPv4");

        assertThat(none.has(Field.SRCADDR)).isFalse();
        assertThat(none.interfaceId()).isNull();
        assertThat(none.startSeconds()).isEqualTo(-1);
        assertThat(none.endSeconds()).isEqualTo(-1);
        assertThatNothingOfAFlowIsIn(none);
    }

    private static void assertThatNothingOfAFlowIsIn(FlowRecord none) {
        assertThat(none.source()).isNull();
        assertThat(none.destination()).isNull();
        assertThat(none.packetSource()).isNull();
        assertThat(none.packetDestination()).isNull();
        assertThat(none.text(Field.SRCADDR)).isNull();
        assertThat(none.sourceHigh() | none.sourceLow() | none.destinationHigh() | none.destinationLow())
                .isZero();
        assertThat(none.packetSourceHigh() | none.packetSourceLow()).isZero();
        assertThat(none.packetDestinationHigh() | none.packetDestinationLow()).isZero();
        assertThat(none.sourcePort()).isEqualTo(-1);
        assertThat(none.destinationPort()).isEqualTo(-1);
        assertThat(none.protocol()).isEqualTo(-1);
        assertThat(none.number(Field.PACKETS)).isEqualTo(-1);
        assertThat(none.packets()).isZero();
        assertThat(none.bytes()).isZero();
        assertThat(none.action()).isEqualTo(Action.NONE);
        assertThat(none.direction()).isEqualTo(FlowDirection.UNKNOWN);
    }

    @Test
    void readsDirectionAndPacketAddresses() {
        FlowRecord flow = FlowRecord.of(
                Format.of("flow-direction pkt-srcaddr pkt-dstaddr bytes"), "egress 10.0.1.5 203.0.113.5 100");

        assertThat(flow.direction()).isEqualTo(FlowDirection.EGRESS);
        assertThat(flow.packetSource()).hasToString("10.0.1.5");
        assertThat(flow.packetDestination()).hasToString("203.0.113.5");
    }

    @Test
    void halvesPacketAddresses() {
        FlowRecord flow = FlowRecord.of(Format.of("pkt-srcaddr pkt-dstaddr bytes"), "2001:db8::1 2001:db8:0:1::2 100");

        assertThat(new IpAddress(flow.packetSourceHigh(), flow.packetSourceLow()))
                .isEqualTo(flow.packetSource());
        assertThat(new IpAddress(flow.packetDestinationHigh(), flow.packetDestinationLow()))
                .isEqualTo(flow.packetDestination());
    }

    @Test
    void namesTheInterfaceOfEachLine() {
        var parser = new FlowLogParser(Format.of("interface-id bytes"));
        for (String id : new String[] {"eni-1", "eni-1", "eni-2", "eni-21", "eni-1"}) {
            byte[] line = (id + " 5").getBytes(StandardCharsets.US_ASCII);
            parser.parse(line, 0, line.length);

            assertThat(parser.record().interfaceId()).isEqualTo(id);
        }
        byte[] nameless = "- 5".getBytes(StandardCharsets.US_ASCII);
        parser.parse(nameless, 0, nameless.length);

        assertThat(parser.record().interfaceId()).isNull();
    }

    @Test
    void takesNoInterfaceForTheOneOfTheLineBefore() {
        var parser = new FlowLogParser(Format.of("interface-id bytes"));
        String usual = "eni-0123456789abcdef0";
        for (int length = 1; length <= usual.length(); length++) {
            for (int at = 0; at < length; at++) {
                String other = usual.substring(0, at) + "x" + usual.substring(at + 1, length);
                for (String id : new String[] {usual.substring(0, length), other}) {
                    byte[] line = (id + " 5").getBytes(StandardCharsets.US_ASCII);
                    parser.parse(line, 0, line.length);

                    assertThat(parser.record().interfaceId()).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void hasFieldsOfTomorrowAsText() {
        FlowRecord flow = FlowRecord.of(Format.of("bytes a-field-of-tomorrow another"), "5 anything -");

        assertThat(flow.text(1)).isEqualTo("anything");
        assertThat(flow.text(2)).isNull();
    }

    @Test
    void refusesTheNumberOfAText() {
        FlowRecord flow = FlowRecord.of(Format.DEFAULT, REJECTED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow.number(Field.SRCADDR))
                .withMessageContaining("srcaddr");
    }

    @Test
    void keepsACopyWhenTheTextIsGone() {
        byte[] text = ("padding " + REJECTED).getBytes(StandardCharsets.UTF_8);
        var parser = new FlowLogParser(Format.DEFAULT);
        parser.parse(text, 8, text.length);

        FlowRecord copy = parser.record().copy();
        Arrays.fill(text, (byte) 'x');
        byte[] other = NODATA.getBytes(StandardCharsets.UTF_8);
        parser.parse(other, 0, other.length);

        assertThat(copy.line()).isEqualTo(REJECTED);
        assertThat(copy.copy().interfaceId()).isEqualTo("eni-1a2b3c4d");
        assertThat(copy.destination()).hasToString("2001:db8::1");
        assertThat(copy.sourcePort()).isEqualTo(20641);
        assertThat(copy.has(Field.TCP_FLAGS)).isFalse();
    }

    @Test
    void keepsARowInTheMemoryOfAnOldOne() {
        var parser = new FlowLogParser(Format.DEFAULT);
        byte[] inPlace = (REJECTED + "\n" + " ".repeat(32)).getBytes(StandardCharsets.UTF_8);
        byte[] atTheEnd = NODATA.getBytes(StandardCharsets.UTF_8);
        parser.parse(atTheEnd, 0, atTheEnd.length);
        FlowRecord old = parser.record().keptIn(null);
        assertThat(old.line()).isEqualTo(NODATA);

        parser.parse(inPlace, 0, REJECTED.length());
        FlowRecord row = parser.record().keptIn(old);
        parser.parse(atTheEnd, 0, atTheEnd.length);
        FlowRecord next = parser.record().keptIn(null);
        parser.parse(inPlace, 0, REJECTED.length());

        assertThat(row).isSameAs(old);
        assertThat(row.line()).isEqualTo(REJECTED);
        assertThat(row.destination()).hasToString("2001:db8::1");
        assertThat(row.interfaceId()).isEqualTo("eni-1a2b3c4d");
        assertThat(next.line()).isEqualTo(NODATA);
        assertThat(next.has(Field.SRCADDR)).isFalse();
        assertThat(new FlowLogParser(Format.upTo(5)).record().keptIn(row)).isNotSameAs(row);
    }

    @Test
    void saysWhyALineIsNoRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowRecord.of(Format.of("bytes"), "many"))
                .withMessageContainingAll("BAD_FIELD", "${bytes}", "many");
    }
}
