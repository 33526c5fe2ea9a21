package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PingTest {
    private static final Address TARGET = Address.parse("172.31.5.6");

    private final Lab lab = new Lab();

    private static PingRequest request(Address target, int count) {
        return new PingRequest(target, count, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void printsLostPacketsAsPingDoes() {
        var result = new PingResult(TARGET, 3, List.of(), Duration.ofMillis(2039));

        assertThat(result.text()).isEqualTo("""
                        PING 172.31.5.6 (172.31.5.6) 56(84) bytes of data.

                        --- 172.31.5.6 ping statistics ---
                        3 packets transmitted, 0 received, 100% packet loss, time 2039ms

                        """);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void printsAnswersAsPingDoes() {
        var result = new PingResult(
                TARGET,
                3,
                List.of(new PingResult.Reply(1, 127, 412), new PingResult.Reply(3, 127, 1250)),
                Duration.ofMillis(2003));

        assertThat(result.text()).isEqualTo("""
                        PING 172.31.5.6 (172.31.5.6) 56(84) bytes of data.
                        64 bytes from 172.31.5.6: icmp_seq=1 ttl=127 time=0.412 ms
                        64 bytes from 172.31.5.6: icmp_seq=3 ttl=127 time=1.25 ms

                        --- 172.31.5.6 ping statistics ---
                        3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms
                        rtt min/avg/max/mdev = 0.412/0.831/1.250/0.419 ms

                        """);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void sendsARequestASecondAndStopsWithTheLastAnswer() throws InterruptedException {
        long begun = lab.time.millis();

        PingResult result = lab.network.ping("eni-a", request(Lab.B, 4));

        assertThat(result.received()).isEqualTo(4);
        assertThat(result.time()).isEqualTo(Duration.ofSeconds(3));
        assertThat(lab.time.millis() - begun).isEqualTo(3000);
        assertThat(result.replies()).allSatisfy(reply -> {
            assertThat(reply.ttl()).isEqualTo(127);
            assertThat(reply.micros()).isBetween(300L, 1000L);
        });
    }

    @Test
    void waitsItsTimeoutWhenNothingComesBack() throws InterruptedException {
        lab.group("sg-b", List.of(), List.of());
        long begun = lab.time.millis();

        PingResult result = lab.network.ping("eni-a", request(Lab.B, 3));

        assertThat(result.received()).isZero();
        assertThat(result.time()).isEqualTo(Duration.ofSeconds(2));
        assertThat(lab.time.millis() - begun).isEqualTo(4000);
    }

    @Test
    void reachesTheResolversOfTheInternet() throws InterruptedException {
        PingResult result = lab.network.ping("eni-a", request(Address.parse("8.8.8.8"), 1));

        assertThat(result.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.ttl()).isEqualTo(117);
            assertThat(reply.micros()).isBetween(1000L, 2000L);
        });
    }

    @Test
    void reachesNothingElseOfTheInternet() throws InterruptedException {
        assertThat(lab.network.ping("eni-a", request(Lab.STRANGER, 1)).received())
                .isZero();
    }

    @Test
    void reachesNothingOutsideWithoutAPublicAddress() throws InterruptedException {
        assertThat(lab.network
                        .ping("eni-c", request(Address.parse("8.8.8.8"), 1))
                        .received())
                .isZero();
    }

    @Test
    void aStoppedInstanceDoesNotAnswer() throws InterruptedException {
        lab.network.put(new InstanceConfig("i-b", false, Set.of()));

        assertThat(lab.network.ping("eni-a", request(Lab.B, 1)).received()).isZero();
    }

    @Test
    void needsAnInterfaceToSendFrom() {
        assertThatThrownBy(() -> lab.network.ping("eni-x", request(Lab.B, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network has no interface eni-x");
    }

    @Test
    void doesNotPingForever() {
        assertThatThrownBy(() -> request(Lab.B, 100_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ping count is not in 1..86400: 100000");
    }
}
