package io.flowlens.provisioner.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.provisioner.Waiting;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

class LabRulesIT {

    private final Sandbox sandbox = new Sandbox();
    private final Ec2Client ec2 = sandbox.clients().ec2();
    private final LabRules rules = new LabRules(sandbox.clients());
    private String groupId;
    private String aclId;

    @BeforeEach
    void findTheDefaultVpc() {
        String vpcId = ec2.describeVpcs().vpcs().get(0).vpcId();
        groupId = new LabNetwork(sandbox.clients(), new Waiting(Progress.silent()))
                .ensureGroup(vpcId)
                .id();
        aclId = acl().networkAclId();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void allowsIcmpOfOneAddressAndNothingElse() {
        assertThat(rules.allowPing(groupId, "172.31.0.4")).isTrue();

        assertThat(ingress()).singleElement().satisfies(permission -> {
            assertThat(permission.ipProtocol()).isEqualTo("icmp");
            assertThat(permission.fromPort()).isEqualTo(-1);
            assertThat(permission.ipRanges())
                    .extracting(range -> range.cidrIp())
                    .containsExactly("172.31.0.4/32");
        });
    }

    @Test
    void allowsOnceWhatIsAllowedAlready() {
        rules.allowPing(groupId, "172.31.0.4");

        assertThat(rules.allowPing(groupId, "172.31.0.4")).isFalse();

        assertThat(ingress()).hasSize(1);
    }

    @Test
    void revokesWhatItAllowed() {
        rules.allowPing(groupId, "172.31.0.4");

        assertThat(rules.revokePing(groupId, "172.31.0.4")).isTrue();

        assertThat(ingress()).isEmpty();
        assertThat(rules.revokePing(groupId, "172.31.0.4")).isFalse();
    }

    @Test
    void deniesOutboundIcmpBeforeEveryOtherEntry() {
        assertThat(rules.denyPings(aclId)).isTrue();
        assertThat(rules.denyPings(aclId)).isFalse();

        assertThat(firstEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.egress()).isTrue();
            assertThat(entry.ruleAction()).isEqualTo(RuleAction.DENY);
            assertThat(entry.protocol()).isEqualTo("1");
            assertThat(entry.cidrBlock()).isEqualTo("0.0.0.0/0");
        });
        assertThat(rules.deniedAcls()).containsExactly(aclId);
    }

    @Test
    void leavesTheAclAsItFoundIt() {
        NetworkAcl before = acl();
        rules.denyPings(aclId);

        assertThat(rules.allowPings(aclId)).isTrue();

        assertThat(acl()).isEqualTo(before);
        assertThat(rules.allowPings(aclId)).isFalse();
    }

    private List<IpPermission> ingress() {
        return ec2.describeSecurityGroups(describe -> describe.groupIds(groupId))
                .securityGroups()
                .get(0)
                .ipPermissions();
    }

    private List<NetworkAclEntry> firstEntries() {
        return acl().entries().stream().filter(entry -> entry.ruleNumber() == 1).toList();
    }

    private NetworkAcl acl() {
        return ec2.describeNetworkAcls().networkAcls().get(0);
    }
}
