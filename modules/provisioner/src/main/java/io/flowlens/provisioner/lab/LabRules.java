package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The two rules the lab plays with, each put in and taken out again.
 *
 * <p>Every method says whether it changed something: false when the rule was, or was not, there already.
 */
public final class LabRules {

    /** Number 1: judged before every entry that AWS or people make, which start at 100 by custom. */
    static final int DENY_ENTRY = 1;

    private static final String ICMP = "1";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final int ALL = -1;
    /** Marks the network ACL, since an entry cannot be tagged and ACLs of the default VPC are not the lab's. */
    private static final String MARK = "flowlens:denied-pings";

    private final AwsClients clients;

    public LabRules(AwsClients clients) {
        this.clients = clients;
    }

    /** Lets ICMP from {@code sourceIp} alone into the group: the smallest rule that lets its pings through. */
    public boolean allowPing(String groupId, String sourceIp) {
        return changed(
                "InvalidPermission.Duplicate",
                "allow ICMP from %s into security group %s".formatted(sourceIp, groupId),
                () -> ec2().authorizeSecurityGroupIngress(
                                authorize -> authorize.groupId(groupId).ipPermissions(pings(sourceIp))));
    }

    /** Takes out the rule of {@link #allowPing}. */
    public boolean revokePing(String groupId, String sourceIp) {
        return changed(
                "InvalidPermission.NotFound",
                "revoke ICMP from %s into security group %s".formatted(sourceIp, groupId),
                () -> ec2().revokeSecurityGroupIngress(
                                revoke -> revoke.groupId(groupId).ipPermissions(pings(sourceIp))));
    }

    private static IpPermission pings(String sourceIp) {
        return IpPermission.builder()
                .ipProtocol("icmp")
                .fromPort(ALL)
                .toPort(ALL)
                .ipRanges(IpRange.builder().cidrIp(sourceIp + "/32").build())
                .build();
    }

    /**
     * Denies all outbound ICMP at the subnet's edge.
     *
     * @throws ProvisioningException when somebody else's entry has that number
     */
    public boolean denyPings(String aclId) {
        if (entries(aclId).stream().anyMatch(LabRules::deniesPings)) {
            return false;
        }
        AwsCall.of(
                "tag network ACL " + aclId,
                () -> ec2().createTags(create -> create.resources(aclId).tags(mark())));
        AwsCall.of(
                "deny ICMP in network ACL " + aclId,
                () -> ec2().createNetworkAclEntry(create -> create.networkAclId(aclId)
                        .ruleNumber(DENY_ENTRY)
                        .egress(true)
                        .protocol(ICMP)
                        .icmpTypeCode(icmp -> icmp.type(ALL).code(ALL))
                        .cidrBlock(ANYWHERE)
                        .ruleAction(RuleAction.DENY)));
        return true;
    }

    /** Takes out the entry of {@link #denyPings}. */
    public boolean allowPings(String aclId) {
        boolean there = entries(aclId).stream().anyMatch(LabRules::deniesPings);
        if (there) {
            AwsCall.of(
                    "delete entry %d of network ACL %s".formatted(DENY_ENTRY, aclId),
                    () -> ec2().deleteNetworkAclEntry(delete ->
                            delete.networkAclId(aclId).ruleNumber(DENY_ENTRY).egress(true)));
        }
        AwsCall.of(
                "untag network ACL " + aclId,
                () -> ec2().deleteTags(delete -> delete.resources(aclId).tags(mark())));
        return there;
    }

    /** The ACLs that {@link #denyPings} changed. */
    List<String> deniedAcls() {
        return acls().stream()
                .filter(acl -> acl.tags().contains(mark()))
                .map(NetworkAcl::networkAclId)
                .toList();
    }

    private static boolean deniesPings(NetworkAclEntry entry) {
        return entry.ruleNumber() == DENY_ENTRY
                && entry.egress()
                && entry.ruleAction() == RuleAction.DENY
                && ICMP.equals(entry.protocol())
                && ANYWHERE.equals(entry.cidrBlock());
    }

    private List<NetworkAclEntry> entries(String aclId) {
        return acls().stream()
                .filter(acl -> acl.networkAclId().equals(aclId))
                .flatMap(acl -> acl.entries().stream())
                .toList();
    }

    private List<NetworkAcl> acls() {
        return AwsCall.of(
                "describe network ACLs",
                () -> ec2().describeNetworkAclsPaginator().networkAcls().stream()
                        .toList());
    }

    private static Tag mark() {
        return Tag.builder().key(MARK).value(LabNames.MARK.value()).build();
    }

    private static boolean changed(String already, String action, Supplier<?> call) {
        return AwsCall.unless(already, action, call).isPresent();
    }

    private Ec2Client ec2() {
        return clients.ec2();
    }
}
