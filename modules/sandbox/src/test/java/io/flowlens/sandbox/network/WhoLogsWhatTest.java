package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which interface logs what about one ping, by where it is blocked. */
class WhoLogsWhatTest {
    private final Lab lab = new Lab();

    @BeforeEach
    void recordFlows() {
        lab.record("interface-id", "srcaddr", "dstaddr", "flow-direction", "action");
    }

    private List<String> pingFromAToB() {
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B));
        return flows();
    }

    private List<String> flows() {
        return lab.recorded().stream().filter(line -> !line.contains(" - - ")).toList();
    }

    @Test
    void allFourPassagesAreAcceptedWhenNothingBlocks() {
        assertThat(pingFromAToB())
                .containsExactly(
                        "eni-a 10.0.1.10 10.0.2.20 egress ACCEPT",
                        "eni-a 10.0.2.20 10.0.1.10 ingress ACCEPT",
                        "eni-b 10.0.1.10 10.0.2.20 ingress ACCEPT",
                        "eni-b 10.0.2.20 10.0.1.10 egress ACCEPT");
    }

    @Test
    void theSenderRejectsWhatItsGroupDoesNotLetOut() {
        lab.group("sg-a", List.of(), List.of());

        assertThat(pingFromAToB()).containsExactly("eni-a 10.0.1.10 10.0.2.20 egress REJECT");
    }

    @Test
    void theReceiverRejectsWhatItsGroupDoesNotLetInWithinASubnet() {
        lab.group("sg-c", List.of(), List.of(Lab.EVERYTHING));

        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.C));

        assertThat(flows())
                .containsExactly("eni-a 10.0.1.10 10.0.1.30 egress ACCEPT", "eni-c 10.0.1.10 10.0.1.30 ingress REJECT");
    }

    @Test
    void theSenderRejectsWhatItsSubnetDoesNotLetOut() {
        lab.acl("acl-1", Lab.allow(100, false), Lab.deny(100, true));

        assertThat(pingFromAToB()).containsExactly("eni-a 10.0.1.10 10.0.2.20 egress REJECT");
    }

    @Test
    void theReceiverRejectsWhatItsSubnetDoesNotLetIn() {
        lab.acl("acl-2", Lab.deny(100, false), Lab.allow(100, true));

        assertThat(pingFromAToB())
                .containsExactly("eni-a 10.0.1.10 10.0.2.20 egress ACCEPT", "eni-b 10.0.1.10 10.0.2.20 ingress REJECT");
    }

    @Test
    void theReceiverRejectsItsOwnReplyWhenItsSubnetDoesNotLetItOut() {
        lab.acl("acl-2", Lab.allow(100, false), Lab.deny(100, true));

        assertThat(pingFromAToB())
                .containsExactly(
                        "eni-a 10.0.1.10 10.0.2.20 egress ACCEPT",
                        "eni-b 10.0.1.10 10.0.2.20 ingress ACCEPT",
                        "eni-b 10.0.2.20 10.0.1.10 egress REJECT");
    }

    @Test
    void theSenderRejectsTheReplyWhenItsSubnetDoesNotLetItIn() {
        lab.acl("acl-1", Lab.deny(100, false), Lab.allow(100, true));

        assertThat(pingFromAToB())
                .containsExactly(
                        "eni-a 10.0.1.10 10.0.2.20 egress ACCEPT",
                        "eni-a 10.0.2.20 10.0.1.10 ingress REJECT",
                        "eni-b 10.0.1.10 10.0.2.20 ingress ACCEPT",
                        "eni-b 10.0.2.20 10.0.1.10 egress ACCEPT");
    }

    @Test
    void nobodyRejectsAPacketToAnAddressNobodyHas() {
        lab.network.send("eni-a", Lab.echo(Lab.A, Address.parse("10.0.2.99")));

        assertThat(flows()).containsExactly("eni-a 10.0.1.10 10.0.2.99 egress ACCEPT");
    }

    @Test
    void nobodyRejectsAPacketToAStoppedInstance() {
        lab.network.put(new InstanceConfig("i-b", false, Set.of()));

        assertThat(pingFromAToB()).containsExactly("eni-a 10.0.1.10 10.0.2.20 egress ACCEPT");
    }

    /**
     * The example of the VPC user guide: the group lets ICMP in but not out, the ACL lets it in but not out; the reply
     * passes the group, which remembers, and stops at the ACL, which does not.
     */
    @Test
    void aStatefulGroupLetsTheReplyOutAndAStatelessAclDoesNot() {
        lab.group("sg-a", List.of(new GroupRule(Traffic.of(Protocol.ICMP), Lab.INSIDE_AND_OUT)), List.of());
        lab.acl("acl-1", Lab.allow(100, false), Lab.deny(100, true));

        lab.network.sendFromInternet(Lab.echo(Lab.STRANGER, Lab.A_PUBLIC));

        assertThat(flows())
                .containsExactly(
                        "eni-a 203.0.113.12 10.0.1.10 ingress ACCEPT", "eni-a 10.0.1.10 203.0.113.12 egress REJECT");
    }

    @Test
    void thereIsNoReplyToLogWhenTheGroupKeepsTheRequestOut() {
        lab.group("sg-a", List.of(), List.of(Lab.EVERYTHING));

        lab.network.sendFromInternet(Lab.echo(Lab.STRANGER, Lab.A_PUBLIC));

        assertThat(flows()).containsExactly("eni-a 203.0.113.12 10.0.1.10 ingress REJECT");
    }

    @Test
    void theInternetGatewayTranslatesSoThatRecordsShowPrivateAddresses() {
        lab.network.send("eni-a", Lab.echo(Lab.A, Lab.B_PUBLIC));

        assertThat(flows())
                .containsExactly(
                        "eni-a 10.0.1.10 54.0.0.2 egress ACCEPT",
                        "eni-a 54.0.0.2 10.0.1.10 ingress ACCEPT",
                        "eni-b 54.0.0.1 10.0.2.20 ingress ACCEPT",
                        "eni-b 10.0.2.20 54.0.0.1 egress ACCEPT");
    }
}
