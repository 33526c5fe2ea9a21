package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.group;
import static io.flowlens.network.verdict.Lab.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Peer;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixTest {

    private static final FlowRecord TO_B = flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT");

    private final Lab lab = new Lab();

    @Test
    void removesEveryBlockerInOrderAndLetsTheReplyOut() {
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(100, false, false, Traffic.tcp(5432)),
                entry(110, false, true, Traffic.ALL)));

        assertThat(lab.judge.judge(TO_B).fix().orElseThrow().awsCommands())
                .containsExactly(
                        "aws ec2 create-network-acl-entry --network-acl-id acl-2 --ingress --rule-number 99 --protocol 6"
                                + " --port-range From=5432,To=5432 --cidr-block 10.0.1.10/32 --rule-action allow",
                        "aws ec2 authorize-security-group-ingress --group-id sg-b --ip-permissions "
                                + "'[{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,"
                                + "\"IpRanges\":[{\"CidrIp\":\"10.0.1.10/32\"}]}]'",
                        "aws ec2 create-network-acl-entry --network-acl-id acl-2 --egress --rule-number 10 --protocol 6"
                                + " --port-range From=32768,To=65535 --cidr-block 10.0.1.10/32 --rule-action allow");
    }

    @Test
    void movesADenyThatLeavesNoRoomAndKeepsItForOthers() {
        lab.put(inbound("sg-b", Traffic.ALL, "0.0.0.0/0"));
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(1, false, false, Traffic.tcp(5432)),
                entry(2, false, true, Traffic.ALL),
                entry(4, false, false, Traffic.ALL),
                entry(100, true, true, Traffic.ALL)));

        String acl = " --network-acl-id acl-2 --ingress --rule-number ";
        assertThat(lab.judge.judge(TO_B).fix().orElseThrow().awsCommands())
                .containsExactly(
                        "aws ec2 create-network-acl-entry" + acl
                                + "3 --protocol -1 --cidr-block 0.0.0.0/0 --rule-action allow",
                        "aws ec2 replace-network-acl-entry" + acl
                                + "2 --protocol 6 --port-range From=5432,To=5432 --cidr-block 0.0.0.0/0"
                                + " --rule-action deny",
                        "aws ec2 replace-network-acl-entry" + acl
                                + "1 --protocol 6 --port-range From=5432,To=5432 --cidr-block 10.0.1.10/32"
                                + " --rule-action allow");
    }

    @Test
    void writesTerraform() {
        lab.put(acl("acl-2", "subnet-2", entry(100, true, true, Traffic.ALL)));

        assertThat(lab.judge.judge(TO_B).fix().orElseThrow().terraform()).isEqualTo("""
                        resource "aws_network_acl_rule" "in_10" {
                          network_acl_id = "acl-2"
                          egress = false
                          rule_number = 10
                          rule_action = "allow"
                          protocol = "6"
                          cidr_block = "10.0.1.10/32"
                          from_port = 5432
                          to_port = 5432
                        }

                        resource "aws_vpc_security_group_ingress_rule" "allow_tcp_5432_10_0_1_10" {
                          security_group_id = "sg-b"
                          ip_protocol = "tcp"
                          from_port = 5432
                          to_port = 5432
                          cidr_ipv4 = "10.0.1.10/32"
                        }
                        """);
    }

    @Test
    void keepsHostileIdsInsideTheirQuotes() {
        String hostile = "sg-$(reboot)'; rm -rf ~ #\n\"${x}";
        var step = new FixStep.AuthorizeRule(hostile, false, Traffic.tcp(1), Cidr.parse("10.0.0.1/32"));

        assertThat(step.awsCommand())
                .contains("--group-id 'sg-$(reboot)'\\''; rm -rf ~ #\n\"${x}' --ip-permissions '[");
        assertThat(step.terraform()).contains("security_group_id = \"sg-$(reboot)'; rm -rf ~ #\\n\\\"$${x}\"");
    }

    @Test
    void warnsWhenTheOtherEndBlocksTheFixedPacketToo() {
        lab.put(group("sg-a", List.of(), List.of()));

        Verdict verdict = lab.judge.judge(flow("a", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT"));

        assertThat(verdict.notes())
                .filteredOn(note -> note.kind() == Note.Kind.OTHER_END_BLOCKS_TOO)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("sg-b"));
    }

    @Test
    void offersNoRuleForWhatLooksLikeALateReply() {
        Verdict verdict = lab.judge.judge(flow("b", "203.0.113.9", "10.0.2.10", "443 50000 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(verdict.has(Note.Kind.POSSIBLE_REPLY)).isTrue();
        assertThat(verdict.fix()).isEmpty();
    }

    /** Applied to the network it was made for, a fix lets the packet and its reply through. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void letsThroughWhatItWasMadeFor(long seed) {
        int fixed = 0;
        for (int network = 0; network < 60; network++) {
            var random = new RandomNetwork(seed * 1000 + network);
            var before = new Lab();
            random.resources().forEach(before::put);
            for (int i = 0; i < 20; i++) {
                FlowRecord flow = random.flow(Lab.FLOW_START, "REJECT");
                Verdict verdict = before.judge.judge(flow);
                if (verdict.fix().isPresent() && verdict.notes().isEmpty()) {
                    var after = new Lab();
                    new RandomNetwork(seed * 1000 + network).resources().forEach(after::put);
                    verdict.fix().get().steps().forEach(step -> apply(step, after));
                    assertThat(after.judge.predict(flow))
                            .as("seed %d, network %d, flow %s, fix %s", seed, network, flow, verdict.fix())
                            .isEqualTo(Prediction.ALLOW);
                    fixed++;
                }
            }
        }
        assertThat(fixed).isGreaterThan(50);
    }

    /** What it is said to let in besides is what the rules say once it is applied. */
    @ParameterizedTest
    @ValueSource(longs = {11, 14})
    void knowsWhatElseItLetsIn(long seed) {
        int admitted = 0;
        for (int network = 0; network < 60; network++) {
            var random = new RandomNetwork(seed * 1000 + network);
            var before = new Lab();
            random.resources().forEach(before::put);
            Optional<Fix> fix = firstFix(random, before);
            if (fix.isEmpty()) {
                continue;
            }
            var after = new Lab();
            new RandomNetwork(seed * 1000 + network).resources().forEach(after::put);
            fix.get().steps().forEach(step -> apply(step, after));
            for (int i = 0; i < 200; i++) {
                FlowRecord other = random.flow(Lab.FLOW_START, "REJECT");
                Prediction was = before.judge.judge(other).predicted();
                Prediction is = after.judge.judge(other).predicted();
                Prediction effect = before.judge.effect(fix.get(), other);
                assertThat(effect)
                        .as("seed %d, network %d, flow %s, fix %s", seed, network, other, fix)
                        .isEqualTo(is == was ? Prediction.DENY : is);
                admitted += effect == Prediction.ALLOW ? 1 : 0;
            }
        }
        assertThat(admitted).isPositive();
    }

    private static Optional<Fix> firstFix(RandomNetwork random, Lab lab) {
        return Stream.generate(() -> random.flow(Lab.FLOW_START, "REJECT"))
                .limit(50)
                .map(lab.judge::judge)
                .flatMap(verdict -> verdict.fix().stream())
                .findFirst();
    }

    private static void apply(FixStep step, Lab lab) {
        if (step instanceof FixStep.AuthorizeRule add) {
            SecurityGroup group = find(SecurityGroup.class, add.groupId(), lab);
            var ingress = new ArrayList<>(group.ingress());
            var egress = new ArrayList<>(group.egress());
            (add.outbound() ? egress : ingress)
                    .add(SecurityGroupRule.of("sgr-fix", add.traffic(), new Peer.Block(add.peer())));
            lab.put(new SecurityGroup(group.id(), group.name(), group.vpcId(), ingress, egress));
        } else if (step instanceof FixStep.CreateEntry create) {
            lab.put(with(find(NetworkAcl.class, create.aclId(), lab), create.entry(), false));
        } else if (step instanceof FixStep.ReplaceEntry replace) {
            lab.put(with(find(NetworkAcl.class, replace.aclId(), lab), replace.entry(), true));
        }
    }

    private static NetworkAcl with(NetworkAcl acl, AclEntry entry, boolean replaces) {
        var entries = new ArrayList<>(acl.entries());
        boolean there = entries.removeIf(old -> old.number() == entry.number() && old.egress() == entry.egress());
        assertThat(there).as("an entry %s in %s", entry, acl).isEqualTo(replaces);
        entries.add(entry);
        return new NetworkAcl(acl.id(), acl.name(), acl.vpcId(), acl.isDefault(), entries, acl.subnetIds());
    }

    private static <R extends Resource> R find(Class<R> kind, String id, Lab lab) {
        Optional<R> found = lab.history.asOf(Lab.FLOW_START * 1000).find(kind, id);
        return found.orElseThrow();
    }
}
