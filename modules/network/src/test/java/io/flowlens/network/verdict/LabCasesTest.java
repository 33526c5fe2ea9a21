package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowDirection;
import io.flowlens.network.Traffic;
import org.junit.jupiter.api.Test;

/** The two failures everybody meets first, and the ping of the flow log examples in the AWS VPC user guide. */
class LabCasesTest {

    private final Lab lab = new Lab();

    @Test
    void namesTheGroupWithoutInboundRules() {
        Verdict verdict = lab.judge.judge(flow("b", "10.0.1.10", "10.0.2.10", "40000 5432 6", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(verdict.direction()).isEqualTo(FlowDirection.INGRESS);
        assertThat(verdict.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo(CauseCode.SG_HAS_NO_RULES);
            assertThat(cause.components()).extracting(Cause.Component::id).containsExactly("sg-b");
            assertThat(cause.nearestMiss()).isEmpty();
        });
        assertThat(verdict.source().label()).isEqualTo("machine-a");
        assertThat(verdict.destination().label()).isEqualTo("machine-b");
        assertThat(verdict.fix().orElseThrow().awsCommands())
                .containsExactly("aws ec2 authorize-security-group-ingress --group-id sg-b --ip-permissions "
                        + "'[{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,"
                        + "\"IpRanges\":[{\"CidrIp\":\"10.0.1.10/32\"}]}]'");
    }

    @Test
    void namesTheAclEntryThatDeniesOutboundPings() {
        lab.put(acl(
                "acl-1",
                "subnet-1",
                entry(1, true, false, Traffic.icmp()),
                entry(100, true, true, Traffic.ALL),
                entry(100, false, true, Traffic.ALL)));

        Verdict verdict = lab.judge.judge(flow("a", "10.0.1.10", "8.8.8.8", "0 0 1", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.direction()).isEqualTo(FlowDirection.EGRESS);
        assertThat(verdict.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo(CauseCode.SUBNET_ACL_RESTRICTION);
            assertThat(cause.aclEntry()).hasValue(1);
        });
        assertThat(verdict.destination().kind()).isEqualTo(End.Kind.INTERNET);
        assertThat(verdict.fix().orElseThrow().awsCommands())
                .containsExactly(
                        "aws ec2 create-network-acl-entry --network-acl-id acl-1 --egress --rule-number 2 --protocol 1"
                                + " --icmp-type-code Type=-1,Code=-1 --cidr-block 0.0.0.0/0 --rule-action deny",
                        "aws ec2 replace-network-acl-entry --network-acl-id acl-1 --egress --rule-number 1 --protocol 1"
                                + " --icmp-type-code Type=-1,Code=-1 --cidr-block 8.8.8.8/32 --rule-action allow");
    }

    @Test
    void letsPingsPassInsideTheSubnetWhateverItsAclSays() {
        lab.put(acl("acl-1", "subnet-1", entry(1, true, false, Traffic.icmp())));

        assertThat(lab.judge.predict(flow("a", "10.0.1.10", "10.0.1.20", "0 0 1", "ACCEPT")))
                .isEqualTo(Prediction.ALLOW);
    }

    /** AWS VPC user guide, "Flow log record examples": group lets pings in and nothing out, ACL denies outbound. */
    @Test
    void blamesTheAclForARejectedReply() {
        lab.put(inbound("sg-b", Traffic.icmp(), "0.0.0.0/0"));
        lab.put(acl("acl-2", "subnet-2", entry(100, false, true, Traffic.icmp())));
        lab.accepted.add(flow("b", "203.0.113.12", "10.0.2.10", "0 0 1", "ACCEPT"));

        Verdict verdict = lab.judge.judge(flow("b", "10.0.2.10", "203.0.113.12", "0 0 1", "REJECT"));

        assertThat(verdict.answer()).isEqualTo(Answer.BLOCKED);
        assertThat(verdict.has(Note.Kind.REPLY)).isTrue();
        assertThat(verdict.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo(CauseCode.SUBNET_ACL_RESTRICTION);
            assertThat(cause.aclEntry()).hasValue(32_767);
        });
    }
}
