package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTrackingTest {
    private static final GroupRule SSH = new GroupRule(Traffic.tcp(22), Lab.INSIDE_AND_OUT);
    private static final GroupRule SSH_FOR_EVERYBODY = new GroupRule(Traffic.tcp(22), Peer.cidr("0.0.0.0/0"));
    private static final GroupRule ALL_FOR_EVERYBODY = new GroupRule(Traffic.ALL, Peer.cidr("0.0.0.0/0"));
    private static final int ESTABLISHED_SECONDS = 432_000;

    private final Lab lab = new Lab();

    private Optional<Packet> fromAToB(int flags) {
        return lab.network.send("eni-a", Packet.tcp(new Endpoint(Lab.A, 40_000), new Endpoint(Lab.B, 22), flags, 60));
    }

    /** FIN is the one segment of an open connection that is answered, so it shows whether packets still pass. */
    private boolean connectionWorks() {
        return fromAToB(Packet.FIN + Packet.ACK).isPresent();
    }

    private void connect() {
        assertThat(fromAToB(Packet.SYN)).isPresent();
        fromAToB(Packet.ACK);
    }

    @Test
    void aRuleTakenAwayDoesNotCutAConnection() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();

        lab.group("sg-b", List.of(), List.of());

        assertThat(connectionWorks()).isTrue();
    }

    @Test
    void aRuleTakenAwayKeepsNewConnectionsOut() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();

        lab.group("sg-b", List.of(), List.of());

        assertThat(lab.network.send("eni-c", Lab.syn(Lab.C, Lab.B, 22))).isEmpty();
    }

    @Test
    void anInterfaceThatIsGoneTakesItsConnectionsAlong() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();
        InterfaceConfig there = lab.network.layout().networkInterface("eni-b").orElseThrow();

        lab.network.remove("eni-b");
        lab.group("sg-b", List.of(), List.of());
        lab.network.put(there);

        assertThat(connectionWorks()).isFalse();
    }

    @Test
    void anAclThatChangesCutsAConnection() {
        connect();

        lab.acl("acl-2", Lab.deny(100, false), Lab.allow(100, true));

        assertThat(connectionWorks()).isFalse();
    }

    @Test
    void aConnectionThatIsNotTrackedIsCutWithItsRule() {
        lab.group("sg-b", List.of(SSH_FOR_EVERYBODY), List.of(ALL_FOR_EVERYBODY));
        connect();

        lab.group("sg-b", List.of(), List.of(ALL_FOR_EVERYBODY));

        assertThat(connectionWorks()).isFalse();
    }

    @Test
    void icmpIsTrackedEvenWhereEverythingIsOpen() {
        lab.group("sg-b", List.of(ALL_FOR_EVERYBODY), List.of(ALL_FOR_EVERYBODY));
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));

        lab.group("sg-b", List.of(), List.of());

        assertThat(lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B))).isPresent();
    }

    @Test
    void anIdleConnectionIsForgottenAfterFiveDays() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();
        lab.group("sg-b", List.of(), List.of());

        lab.time.sleep(Duration.ofSeconds(ESTABLISHED_SECONDS));
        assertThat(connectionWorks()).isTrue();
    }

    @Test
    void aConnectionIdleForLongerMeetsTheRulesAgain() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();
        lab.group("sg-b", List.of(), List.of());

        lab.time.sleep(Duration.ofSeconds(ESTABLISHED_SECONDS + 1));

        assertThat(connectionWorks()).isFalse();
    }

    @Test
    void aFinishedConnectionIsForgottenSoon() {
        lab.group("sg-b", List.of(SSH), List.of());
        connect();
        assertThat(connectionWorks()).isTrue();
        lab.group("sg-b", List.of(), List.of());

        lab.time.sleep(Duration.ofSeconds(121));

        assertThat(connectionWorks()).isFalse();
    }

    @Test
    void aRefusedConnectionIsForgottenSooner() {
        var table = new ConnectionTable(10);
        Packet syn = Lab.syn(Lab.A, Lab.B, 80);
        Packet refusal = Packet.tcp(new Endpoint(Lab.B, 80), new Endpoint(Lab.A, 40_000), Packet.RST + Packet.ACK, 40);
        table.note(syn, 0);
        table.note(refusal, 0);

        assertThat(table.tracks(syn, 10_000)).isTrue();
        assertThat(table.tracks(syn, 10_001)).isFalse();
    }

    @Test
    void anUnansweredUdpPacketIsRememberedForHalfAMinute() {
        var table = new ConnectionTable(10);
        table.note(query(), 0);

        assertThat(table.tracks(query().reversed(), 30_000)).isTrue();
        assertThat(table.tracks(query().reversed(), 30_001)).isFalse();
    }

    @Test
    void oneUdpRequestAndItsResponseAreNoStreamYet() {
        var table = new ConnectionTable(10);
        table.note(query(), 0);
        table.note(query().reversed(), 0);

        assertThat(table.tracks(query(), 30_001)).isFalse();
    }

    @Test
    void aUdpStreamIsRememberedForThreeMinutes() {
        var table = new ConnectionTable(10);
        table.note(query(), 0);
        table.note(query().reversed(), 0);
        table.note(query(), 0);

        assertThat(table.tracks(query(), 180_000)).isTrue();
        assertThat(table.tracks(query(), 180_001)).isFalse();
    }

    private static Packet query() {
        return Packet.udp(new Endpoint(Lab.A, 40_000), new Endpoint(Lab.B, 53), 80);
    }

    @Test
    void anEchoReplyBelongsToARequestOfTheSameIdOnly() {
        var table = new ConnectionTable(10);
        table.note(Packet.echo(Lab.A, Lab.B, 7, 84), 0);

        assertThat(table.tracks(echoReply(7), 1)).isTrue();
        assertThat(table.tracks(echoReply(8), 1)).isFalse();
        assertThat(table.tracks(Packet.echo(Lab.B, Lab.A, 7, 84), 1)).isFalse();
    }

    private static Packet echoReply(int id) {
        return Packet.icmp(Lab.B, Lab.A, new Packet.Icmp(0, 0, id), 84);
    }

    @Test
    void aFullTableTakesNoMoreUntilSomethingIsForgotten() {
        var table = new ConnectionTable(2);
        assertThat(table.note(Packet.echo(Lab.A, Lab.B, 1, 84), 0)).isTrue();
        assertThat(table.note(Packet.echo(Lab.A, Lab.B, 2, 84), 0)).isTrue();

        assertThat(table.note(Packet.echo(Lab.A, Lab.B, 3, 84), 0)).isFalse();
        assertThat(table.note(Packet.echo(Lab.A, Lab.B, 1, 84), 0)).isTrue();
        assertThat(table.note(Packet.echo(Lab.A, Lab.B, 3, 84), 31_000)).isTrue();
        assertThat(table.size()).isEqualTo(1);
    }
}
