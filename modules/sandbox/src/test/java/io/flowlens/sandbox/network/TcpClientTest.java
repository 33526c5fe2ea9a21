package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpClientTest {
    private final Lab lab = new Lab();

    private ConnectResult connect(Address target, int port) throws InterruptedException {
        return lab.network.connect("eni-a", new Endpoint(target, port), Duration.ofSeconds(10));
    }

    @Test
    void connectsToAnOpenPort() throws InterruptedException {
        assertThat(connect(Lab.B, 22)).isEqualTo(ConnectResult.CONNECTED);
    }

    @Test
    void isRefusedByAClosedPort() throws InterruptedException {
        assertThat(connect(Lab.B, 80)).isEqualTo(ConnectResult.REFUSED);
    }

    @Test
    void triesAgainAtGrowingIntervalsUntilTimeIsOver() throws InterruptedException {
        lab.record("interface-id", "tcp-flags", "packets", "action", "flow-direction");
        lab.group("sg-b", List.of(), List.of());
        long begun = lab.time.millis();

        assertThat(connect(Lab.B, 22)).isEqualTo(ConnectResult.TIMED_OUT);
        assertThat(lab.time.millis() - begun).isEqualTo(10_000);
        assertThat(lab.recorded()).contains("eni-a 2 4 ACCEPT egress", "eni-b 2 4 REJECT ingress");
    }

    @Test
    void reachesAResolverOverTheGateway() throws InterruptedException {
        assertThat(connect(Address.parse("8.8.8.8"), 443)).isEqualTo(ConnectResult.CONNECTED);
    }

    @Test
    void aResolverAnswersNameQueries() {
        Packet query = Packet.udp(new Endpoint(Lab.A, 40_000), new Endpoint(Address.parse("8.8.8.8"), 53), 70);

        assertThat(lab.network.send("eni-a", query)).hasValueSatisfying(answer -> {
            assertThat(answer.source()).hasToString("8.8.8.8");
            assertThat(answer.destination()).isEqualTo(Lab.A);
        });
    }
}
