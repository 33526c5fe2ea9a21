package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {
    @ParameterizedTest
    @CsvSource({
        "-1, -1, -1, true", "-1, 80, 80, true", "6, 22, 22, true", "6, 20, 25, true", "6, 23, 25, false",
        "6, 0, 21, false", "6, 0, 65535, true", "6, -1, -1, true", "17, 22, 22, false", "1, -1, -1, false"
    })
    void matchesTcpByDestinationPort(int protocol, int from, int to, boolean matches) {
        Packet packet = Lab.syn(Lab.A, Lab.B, 22);

        assertThat(new Traffic(protocol, from, to).matches(packet)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, true", "8, -1, true", "8, 0, true", "8, 1, false", "0, -1, false", "-1, 0, true"})
    void matchesIcmpByTypeAndCode(int type, int code, boolean matches) {
        Packet packet = Lab.echo(Lab.A, Lab.B);

        assertThat(new Traffic(Protocol.ICMP, type, code).matches(packet)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"50, true", "51, false", "-1, true"})
    void matchesOtherProtocolsByNumber(int protocol, boolean matches) {
        Packet packet = Packet.opaque(50, Lab.A, Lab.B, 100);

        assertThat(Traffic.of(protocol).matches(packet)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1, -1, true",
        "6, 0, 65535, true",
        "6, -1, -1, true",
        "6, 1, 65535, false",
        "6, 0, 65534, false",
        "17, 0, 65535, false"
    })
    void allPortsAreAllOfThem(int protocol, int from, int to, boolean all) {
        assertThat(new Traffic(protocol, from, to).coversAllPortsOf(Protocol.TCP))
                .isEqualTo(all);
    }
}
