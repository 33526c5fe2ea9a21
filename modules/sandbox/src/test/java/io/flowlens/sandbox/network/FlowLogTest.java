package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowLogTest {
    private static final long BEGIN = 1_700_000_000L;

    private final Lab lab = new Lab();

    private List<String> of(String interfaceId) {
        return lab.lines.stream().filter(line -> line.contains(interfaceId)).toList();
    }

    @Test
    void writesTheDefaultFormat() {
        lab.record(FlowLogConfig.DEFAULT_FORMAT.toArray(String[]::new));
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));
        lab.time.sleep(Duration.ofSeconds(5));
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));

        lab.recorded();

        assertThat(of("eni-a"))
                .containsExactly(
                        "2 123456789012 eni-a 10.0.1.10 10.0.2.20 0 0 1 2 168 %d %d ACCEPT OK"
                                .formatted(BEGIN, BEGIN + 5),
                        "2 123456789012 eni-a 10.0.2.20 10.0.1.10 0 0 1 2 168 %d %d ACCEPT OK"
                                .formatted(BEGIN, BEGIN + 5));
    }

    @Test
    void saysSoWhenAnInterfaceSawNothing() {
        lab.record(FlowLogConfig.DEFAULT_FORMAT.toArray(String[]::new));

        lab.recorded();

        assertThat(of("eni-c"))
                .containsExactly("2 123456789012 eni-c - - - - - - - %d %d - NODATA".formatted(BEGIN, BEGIN + 60));
    }

    @Test
    void saysNothingAboutAStoppedInstance() {
        lab.record("interface-id", "log-status");
        lab.network.put(new InstanceConfig("i-c", false, Set.of()));

        assertThat(lab.recorded()).containsExactly("eni-a NODATA", "eni-b NODATA");
    }

    @Test
    void writesEveryFieldItKnowsAndADashForTheRest() {
        lab.record(
                "version",
                "vpc-id",
                "subnet-id",
                "instance-id",
                "tcp-flags",
                "type",
                "pkt-srcaddr",
                "pkt-dstaddr",
                "region",
                "az-id",
                "sublocation-type",
                "flow-direction",
                "traffic-path",
                "made-up");
        lab.network.send("eni-a", Lab.syn(Lab.A, Lab.B, 22));

        assertThat(lab.recorded())
                .contains(
                        "5 vpc-1 subnet-1 i-a 2 IPv4 10.0.1.10 10.0.2.20 us-east-1 use1-az1 - egress 1 -",
                        "5 vpc-1 subnet-2 i-b 2 IPv4 10.0.1.10 10.0.2.20 us-east-1 use1-az2 - ingress - -",
                        "5 vpc-1 subnet-2 i-b 18 IPv4 10.0.2.20 10.0.1.10 us-east-1 use1-az2 - egress 1 -",
                        "5 vpc-1 subnet-1 i-c - - - - us-east-1 use1-az1 - - - -");
    }

    @Test
    void theVersionIsThatOfTheNewestField() {
        lab.record("version", "reject-reason", "srcaddr");

        assertThat(lab.recorded()).containsOnly("8 - -");
    }

    @Test
    void trafficToTheInternetTakesThePathOfTheGateway() {
        lab.record("interface-id", "dstaddr", "traffic-path");
        lab.network.send("eni-a", Lab.echo(Lab.A, Address.parse("8.8.8.8")));

        assertThat(lab.recorded()).contains("eni-a 8.8.8.8 8", "eni-a 10.0.1.10 -");
    }

    @Test
    void flagsOfAWholeConnectionAreAddedUp() throws InterruptedException {
        lab.record("interface-id", "srcaddr", "tcp-flags", "packets");
        lab.network.connect("eni-a", new Endpoint(Lab.B, 22), Duration.ofSeconds(5));

        lab.recorded();

        assertThat(of("eni-b")).containsExactly("eni-b 10.0.1.10 3 4", "eni-b 10.0.2.20 19 2");
    }

    @Test
    void aRefusalIsAnAcceptedReset() throws InterruptedException {
        lab.record("interface-id", "srcaddr", "tcp-flags", "action");
        lab.network.connect("eni-a", new Endpoint(Lab.B, 81), Duration.ofSeconds(5));

        lab.recorded();

        assertThat(of("eni-b")).containsExactly("eni-b 10.0.1.10 2 ACCEPT", "eni-b 10.0.2.20 4 ACCEPT");
    }

    @Test
    void oneWindowHoldsBothActionsOfAFlowWhenRulesChange() {
        lab.record("interface-id", "srcaddr", "action", "packets");
        lab.acl("acl-2", Lab.deny(100, false), Lab.allow(100, true));
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));
        lab.acl("acl-2", Lab.allow(100, false), Lab.allow(100, true));
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));

        lab.recorded();

        assertThat(of("eni-b"))
                .containsExactly("eni-b 10.0.1.10 REJECT 1", "eni-b 10.0.1.10 ACCEPT 1", "eni-b 10.0.2.20 ACCEPT 1");
    }

    @Test
    void recordsOnlyWhatIsAskedFor() {
        lab.record(FlowLogConfig.TrafficType.REJECT, "interface-id", "action");
        lab.group("sg-b", List.of(), List.of());
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));

        assertThat(lab.recorded()).containsExactly("eni-c -", "eni-b REJECT");
    }

    @Test
    void recordsOneSubnetOrInterfaceIfToldSo() {
        List<String> delivered = new ArrayList<>();
        for (String resource : List.of("subnet-1", "eni-b")) {
            lab.network.put(new FlowLogConfig(
                    "fl-" + resource,
                    resource,
                    FlowLogConfig.TrafficType.ALL,
                    List.of("interface-id"),
                    60,
                    (interfaceId, lines) -> lines.forEach(line -> delivered.add(resource + " " + line.text()))));
        }

        lab.recorded();

        assertThat(delivered).containsExactly("eni-b eni-b", "subnet-1 eni-a", "subnet-1 eni-c");
    }

    @Test
    void aPacketAfterTheEndOfAWindowCountsInTheNext() {
        lab.record("interface-id", "srcaddr", "packets", "start");
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));
        lab.time.sleep(Lab.WINDOW);
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));

        lab.recorded();

        assertThat(of("eni-b 10.0.1.10"))
                .containsExactly("eni-b 10.0.1.10 1 " + BEGIN, "eni-b 10.0.1.10 1 " + (BEGIN + 60));
    }

    @Test
    void windowsNobodyClosedAreLeftOutAndTheGridStays() {
        lab.record("interface-id", "start", "end");
        lab.time.sleep(Lab.WINDOW.multipliedBy(10).plusSeconds(7));
        lab.network.closeWindows();

        lab.recorded();

        assertThat(of("eni-a"))
                .containsExactly(
                        "eni-a %d %d".formatted(BEGIN, BEGIN + 60), "eni-a %d %d".formatted(BEGIN + 600, BEGIN + 660));
    }

    @Test
    void nothingArrivesBeforeTheDeliveryDelay() {
        lab.record("interface-id");
        lab.time.sleep(Lab.WINDOW);
        lab.network.closeWindows();

        lab.time.sleep(Lab.DELIVERY_DELAY.minusMillis(1));
        lab.network.deliver();
        assertThat(lab.lines).isEmpty();

        lab.time.sleep(Duration.ofMillis(1));
        lab.network.deliver();
        assertThat(lab.lines).containsExactly("eni-a", "eni-b", "eni-c");
    }

    @Test
    void aPaceOfThirtyMakesAMinuteTwoSeconds() {
        var network = new VpcNetwork("us-east-1", new Pace(30), lab.time);
        List<FlowLogLine> delivered = new ArrayList<>();
        network.put(new AclConfig("acl-1", List.of()));
        network.put(new SubnetConfig("subnet-1", "vpc-1", "use1-az1", Cidr.parse("10.0.1.0/24"), "acl-1"));
        network.put(new InstanceConfig("i-a", true, Set.of()));
        network.put(new InterfaceConfig("eni-a", "subnet-1", "1", "i-a", Lab.A, null, Set.of()));
        network.put(new FlowLogConfig(
                "fl-1",
                "vpc-1",
                FlowLogConfig.TrafficType.ALL,
                List.of("start", "end"),
                60,
                (interfaceId, lines) -> delivered.addAll(lines)));

        lab.time.sleep(Duration.ofSeconds(2));
        network.closeWindows();
        lab.time.sleep(Duration.ofSeconds(4));
        network.deliver();

        assertThat(delivered)
                .containsExactly(new FlowLogLine(BEGIN * 1000, (BEGIN + 2) * 1000, BEGIN + " " + (BEGIN + 2)));
    }

    @Test
    void saysSoWhenItHadToLeaveFlowsOut() {
        lab.record("interface-id", "log-status", "srcport");
        lab.group("sg-a", List.of(), List.of());
        for (int i = 0; i < 10_001; i++) {
            lab.network.send("eni-a", Packet.udp(new Endpoint(Lab.A, 1000 + i), new Endpoint(Lab.B, 53), 60));
        }

        lab.recorded();

        assertThat(of("eni-a")).hasSize(10_001).endsWith("eni-a OK 10999", "eni-a SKIPDATA -");
    }

    @Test
    void aSinkThatThrowsDoesNotStopTheOthers() {
        lab.network.put(new FlowLogConfig(
                "fl-0", "eni-a", FlowLogConfig.TrafficType.ALL, List.of("interface-id"), 60, (id, lines) -> {
                    throw new IllegalStateException("log group is gone");
                }));
        lab.record("interface-id");

        assertThat(lab.recorded()).containsExactly("eni-a", "eni-b", "eni-c");
        assertThat(lab.network.lostLines()).isEqualTo(1);
    }

    @Test
    void aRemovedFlowLogRecordsNoMore() {
        lab.record("interface-id");
        lab.network.remove("fl-1");

        assertThat(lab.recorded()).isEmpty();
    }

    @Test
    void whatAnInterfaceSawIsRecordedAlsoWhenItIsGone() {
        lab.record("interface-id", "action");
        lab.network.send("eni-c", Lab.echo(Lab.C, Lab.B));
        lab.network.remove("eni-c");

        lab.recorded();

        assertThat(of("eni-c"))
                .isEqualTo(Stream.of("egress", "ingress")
                        .map(way -> "eni-c ACCEPT")
                        .toList());
    }
}
