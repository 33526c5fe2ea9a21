package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.detailed;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.flowAt;
import static io.flowlens.network.verdict.Lab.group;
import static io.flowlens.network.verdict.Lab.inbound;
import static io.flowlens.network.verdict.Lab.machine;
import static io.flowlens.network.verdict.Lab.withAddresses;
import static io.flowlens.network.verdict.Lab.withGroups;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {

    private static final FlowRecord A_TO_B = flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT");
    private static final FlowRecord A_TO_C = flow("c", "10.0.1.10", "10.0.2.20", "41000 5432 6", "REJECT");

    private final Lab lab = new Lab();

    BlastRadiusTest() {
        lab.put(withGroups(machine("c", "subnet-2", "10.0.2.20"), "sg-b"));
    }

    @Test
    void aRuleOpensEveryInterfaceThatCarriesTheGroup() {
        Fix fix = fix(A_TO_B);

        assertThat(fix.reach()).extracting(Reach::toString).containsExactly("all 2 interfaces of sg-b (sg-b-name)");
        assertThat(lab.judge.effect(fix, A_TO_C)).isEqualTo(Prediction.ALLOW);
    }

    @Test
    void countsTheInterfacesAsOfTheFlowsTime() {
        lab.history.put(withGroups(machine("n", "subnet-1", "10.0.1.20"), "sg-b"), (Lab.FLOW_START + 3_600) * 1_000);

        assertThat(fix(A_TO_B).reach()).extracting(Reach::size).containsExactly(2);
        assertThat(fix(flowAt(Lab.FLOW_START + 7_200, "b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT"))
                        .reach())
                .extracting(Reach::size)
                .containsExactly(3);
    }

    @Test
    void admitsNeitherAnotherSourceNorAnotherPortNorAnotherProtocol() {
        Fix fix = fix(A_TO_B);

        assertThat(List.of(
                        flow("c", "10.0.1.20", "10.0.2.20", "40000 5432 6", "REJECT"),
                        flow("c", "10.0.1.10", "10.0.2.20", "40000 5433 6", "REJECT"),
                        flow("c", "10.0.1.10", "10.0.2.20", "40000 5432 17", "REJECT"),
                        flow("n", "10.0.1.10", "10.0.1.20", "40000 5432 6", "REJECT")))
                .allSatisfy(other -> assertThat(lab.judge.effect(fix, other)).isEqualTo(Prediction.DENY));
    }

    @Test
    void whatElseBlocksStaysBlocked() {
        lab.put(withGroups(machine("c", "subnet-3", "10.0.3.20"), "sg-b"));
        lab.put(new Subnet("subnet-3", "", "vpc-1", "az-1", List.of(Cidr.parse("10.0.3.0/24"))));
        lab.put(acl("acl-3", "subnet-3", entry(100, false, false, Traffic.ALL)));

        assertThat(lab.judge.effect(fix(A_TO_B), flow("c", "10.0.1.10", "10.0.3.20", "40000 5432 6", "REJECT")))
                .isEqualTo(Prediction.DENY);
    }

    @Test
    void anEntryBeforeADenyAdmitsForEverySubnetBehindTheAcl() {
        lab.put(group("sg-b", List.of(Lab.ALL_OUT), List.of(Lab.ALL_OUT)));
        lab.put(group("sg-n", List.of(Lab.ALL_OUT), List.of(Lab.ALL_OUT)));
        shareAcl(entry(50, false, false, Traffic.udp(53)), entry(100, false, true, Traffic.ALL));
        FlowRecord toB = flow("b", "8.8.8.8", "10.0.2.10", "40000 53 17", "REJECT");
        FlowRecord toN = flow("n", "8.8.8.8", "10.0.1.20", "40001 53 17", "REJECT");
        FlowRecord fromElsewhere = flow("n", "8.8.4.4", "10.0.1.20", "40001 53 17", "REJECT");

        assertThat(fix(toB).reach()).extracting(Reach::toString).containsExactly("all 2 subnets of acl-1");
        assertThat(lab.judge.effect(fix(toB), toN)).isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.effect(fix(toB), fromElsewhere)).isEqualTo(Prediction.DENY);
    }

    @Test
    void aRuleForIcmpAdmitsEveryTypeAndAProtocolWithoutPortsItself() {
        FlowRecord ping = flow("b", "10.0.1.10", "10.0.2.10", "0 0 1", "REJECT");
        FlowRecord tunnel = flow("b", "10.0.1.10", "10.0.2.10", "0 0 47", "REJECT");

        assertThat(lab.judge.effect(fix(ping), flow("c", "10.0.1.10", "10.0.2.20", "3 1 1", "REJECT")))
                .isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.effect(fix(tunnel), flow("c", "10.0.1.10", "10.0.2.20", "0 0 47", "REJECT")))
                .isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.effect(fix(tunnel), ping)).isEqualTo(Prediction.DENY);
    }

    @Test
    void aRuleForIpv6AdmitsThatAddressAtEveryMember() {
        lab.put(withGroups(
                withAddresses(machine("c", "subnet-2", "10.0.2.20"), List.of("10.0.2.20"), List.of("2001:db8::20")),
                "sg-b"));
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(100, false, true, Traffic.ALL, "::/0"),
                entry(100, true, true, Traffic.ALL, "::/0")));
        lab.put(withAddresses(machine("b", "subnet-2", "10.0.2.10"), List.of("10.0.2.10"), List.of("2001:db8::10")));
        Fix fix = fix(flow("b", "2001:db8:1::7", "2001:db8::10", "40000 443 6", "REJECT"));

        assertThat(lab.judge.effect(fix, flow("c", "2001:db8:1::7", "2001:db8::20", "40000 443 6", "REJECT")))
                .isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.effect(fix, flow("c", "2001:db8:1::8", "2001:db8::20", "40000 443 6", "REJECT")))
                .isEqualTo(Prediction.DENY);
    }

    @Test
    void judgesEachRejectByTheRulesOfItsOwnTime() {
        lab.history.put(machine("c", "subnet-2", "10.0.2.20"), (Lab.FLOW_START + 3_600) * 1_000);
        FlowRecord later = flowAt(Lab.FLOW_START + 7_200, "c", "10.0.1.10", "10.0.2.20", "41000 5432 6", "REJECT");

        assertThat(lab.judge.effect(fix(A_TO_B), A_TO_C)).isEqualTo(Prediction.ALLOW);
        assertThat(lab.judge.effect(fix(A_TO_B), later)).isEqualTo(Prediction.DENY);
    }

    @Test
    void changesNothingAboutWhatTheRulesWouldHaveLetThroughOrAwsItselfRefused() {
        Fix fix = fix(A_TO_B);
        FlowRecord refused =
                detailed("c", "10.0.1.10", "10.0.2.20", "40000 5432 6", "REJECT 2 ingress 10.0.1.10 10.0.2.20 BPA -");

        assertThat(lab.judge.effect(fix, refused)).isEqualTo(Prediction.DENY);
        lab.put(inbound("sg-b", Traffic.ALL, "0.0.0.0/0"));
        assertThat(lab.judge.effect(fix, A_TO_C)).isEqualTo(Prediction.DENY);
    }

    @Test
    void countsAllAndNamesAFewKindsButNotItsOwn() {
        var radius = new BlastRadius(lab.judge, fix(A_TO_B), A_TO_B);
        for (int client = 0; client < 10; client++) {
            radius.add(flow("c", "10.0.1.10", "10.0.2.20", client + " 5432 6", "REJECT"), 2);
            radius.add(flow("b", "10.0.1.10", "10.0.2.10", client + " 5432 6", "REJECT"), 1);
            radius.add(flow("n", "10.0.1.10", "10.0.1.20", client + " 5432 6", "REJECT"), 1);
        }

        assertThat(radius.asked()).isEqualTo(30);
        assertThat(radius.admitted()).isEqualTo(20);
        assertThat(radius.possible()).isZero();
        assertThat(radius.named()).hasToString("{10.0.1.10 -> 10.0.2.20 tcp/5432 at eni-c=20}");
    }

    private Fix fix(FlowRecord reject) {
        return lab.judge.judge(reject).fix().orElseThrow();
    }

    /** Both subnets behind the first ACL, which lets everything out. */
    private void shareAcl(AclEntry... inbound) {
        var entries = new ArrayList<>(List.of(inbound));
        entries.add(entry(100, true, true, Traffic.ALL));
        lab.put(new NetworkAcl("acl-2", "", "vpc-1", false, List.of(), Set.of()));
        lab.put(new NetworkAcl("acl-1", "", "vpc-1", false, entries, Set.of("subnet-1", "subnet-2")));
    }
}
