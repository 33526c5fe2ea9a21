package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.detailed;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who talked to whom, and which way (AWS VPC user guide, "Flow log records" and "Flow log record examples"). */
class EndsTest {

    private final Lab lab = new Lab();

    @Test
    void tellsTheDirectionByTheEndTheInterfaceOwns() {
        assertThat(direction("10.0.1.10", "10.0.2.10")).isEqualTo(FlowDirection.INGRESS);
        assertThat(direction("10.0.2.10", "10.0.1.10")).isEqualTo(FlowDirection.EGRESS);
    }

    @Test
    void doesNotGuessADirection() {
        Verdict verdict = lab.judge.judge(flow("b", "10.0.1.10", "10.0.2.99", "1 5432 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.INDETERMINATE);
        assertThat(verdict.has(Note.Kind.UNKNOWN_DIRECTION)).isTrue();
    }

    @Test
    void believesTheDirectionInTheRecord() {
        Verdict verdict = lab.judge.judge(
                detailed("b", "10.0.9.1", "10.0.9.2", "1 5432 6", "REJECT 2 ingress 10.0.9.1 10.0.9.2 - -"));

        assertThat(verdict.direction()).isEqualTo(FlowDirection.INGRESS);
    }

    @Test
    void namesAServiceOfAwsByItsWord() {
        Verdict verdict = lab.judge.judge(detailed(
                "b", "10.0.2.10", "52.95.128.179", "40000 443 6", "ACCEPT 2 egress 10.0.2.10 52.95.128.179 - S3"));

        assertThat(verdict.destination().kind()).isEqualTo(End.Kind.AWS_SERVICE);
        assertThat(verdict.destination().label()).isEqualTo("S3");
    }

    @Test
    void namesTheTrueEndBehindANatGateway() {
        lab.put(new NetworkInterface(
                "eni-nat",
                "",
                "",
                "vpc-1",
                "subnet-2",
                Addresses.of("10.0.2.200"),
                List.of(),
                new Attachment("nat_gateway", "", "Interface for NAT Gateway nat-1")));

        Verdict verdict = lab.judge.judge(detailed(
                "nat", "10.0.1.10", "10.0.2.200", "40000 443 6", "ACCEPT 2 ingress 10.0.1.10 203.0.113.5 - -"));

        assertThat(verdict.answer()).isEqualTo(Answer.ALLOWED);
        assertThat(verdict.source().label()).isEqualTo("machine-a");
        assertThat(verdict.destination().kind()).isEqualTo(End.Kind.INTERNET);
        assertThat(verdict.destination().label()).isEqualTo("203.0.113.5");
    }

    @Test
    void namesTheMachineForAContainerBehindIt() {
        Verdict verdict = lab.judge.judge(
                detailed("b", "10.0.2.10", "10.0.1.10", "40000 443 6", "ACCEPT 2 egress 192.168.7.7 10.0.1.10 - -"));

        assertThat(verdict.source().label()).isEqualTo("machine-b");
        assertThat(verdict.source().address().orElseThrow()).hasToString("192.168.7.7");
    }

    @Test
    void knowsPrivateAddressesNobodyHeld() {
        Verdict verdict = lab.judge.judge(flow("b", "10.9.9.9", "10.0.2.10", "1 5432 6", "REJECT"));

        assertThat(verdict.source().kind()).isEqualTo(End.Kind.PRIVATE);
    }

    @Test
    void prefersTheHolderInTheSameVpc() {
        lab.put(new NetworkInterface(
                "eni-other",
                "",
                "",
                "vpc-2",
                "subnet-9",
                Addresses.of("10.0.1.10"),
                List.of(),
                Attachment.to("i-other")));

        assertThat(lab.judge
                        .judge(flow("b", "10.0.1.10", "10.0.2.10", "1 5432 6", "REJECT"))
                        .source()
                        .id())
                .isEqualTo("i-a");
    }

    @Test
    void ownsItsSecondaryAddressesToo() {
        lab.put(Lab.withAddresses(machine("b", "subnet-2", "10.0.2.10"), List.of("10.0.2.10", "10.0.2.11"), List.of()));

        assertThat(direction("10.0.1.10", "10.0.2.11")).isEqualTo(FlowDirection.INGRESS);
    }

    /** AWS VPC user guide, "Flow log records": NODATA and SKIPDATA carry no action. */
    @Test
    void decidesNothingWithoutAnAction() {
        FlowRecord noData =
                FlowRecord.of(Format.DEFAULT, "2 123456789012 eni-b - - - - - - - 1000003600 1000003659 - NODATA");

        assertThat(lab.judge.judge(noData).answer()).isEqualTo(Answer.NO_DECISION);
        assertThat(lab.judge.predict(noData)).isEqualTo(Prediction.UNKNOWN);
    }

    /** AWS VPC user guide, "Flow log records": reject-reason BPA. */
    @Test
    void namesBlockPublicAccessBeforeTheRulesItMeetsLater() {
        Verdict in = lab.judge.judge(detailed(
                "b", "203.0.113.5", "10.0.2.10", "40000 443 6", "REJECT 2 ingress 203.0.113.5 10.0.2.10 BPA -"));
        Verdict unknown = lab.judge.judge(detailed(
                "x", "203.0.113.5", "10.0.2.10", "40000 443 6", "REJECT 2 ingress 203.0.113.5 10.0.2.10 BPA -"));

        assertThat(in.causes())
                .extracting(Cause::code)
                .containsExactly(CauseCode.VPC_BLOCK_PUBLIC_ACCESS_ENABLED, CauseCode.SG_HAS_NO_RULES);
        assertThat(in.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(in.fix()).isEmpty();
        assertThat(unknown.answer()).isEqualTo(Answer.BLOCKED);
    }

    private FlowDirection direction(String source, String destination) {
        return lab.judge
                .judge(flow("b", source, destination, "1 5432 6", "REJECT"))
                .direction();
    }
}
