package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Waiting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The default VPC the lab lives in, and the one security group it makes there. */
final class LabNetwork {

    private final AwsClients clients;
    private final Waiting waiting;

    LabNetwork(AwsClients clients, Waiting waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    Optional<String> findDefaultVpc() {
        return AwsCall.of(
                "describe VPCs",
                () -> ec2().describeVpcsPaginator().vpcs().stream()
                        .filter(vpc -> Boolean.TRUE.equals(vpc.isDefault()))
                        .map(Vpc::vpcId)
                        .findFirst());
    }

    String defaultVpc() {
        return findDefaultVpc().orElseThrow(() -> {
            AwsIdentity identity = clients.identity();
            return new ProvisioningException(
                    Reason.REFUSED,
                    "account %s has no default VPC in %s; make one with 'aws ec2 create-default-vpc'"
                            .formatted(identity.account(), identity.region()));
        });
    }

    /** The VPC's subnets, those that AWS made first, by availability zone. */
    List<String> subnets(String vpcId) {
        return AwsCall.of(
                "describe the subnets of " + vpcId,
                () -> ec2().describeSubnetsPaginator().subnets().stream()
                        .filter(subnet -> subnet.vpcId().equals(vpcId))
                        .sorted(Comparator.comparing((Subnet subnet) -> !Boolean.TRUE.equals(subnet.defaultForAz()))
                                .thenComparing(Subnet::availabilityZone))
                        .map(Subnet::subnetId)
                        .toList());
    }

    Optional<String> aclOf(String subnetId) {
        return AwsCall.of(
                "describe the network ACL of " + subnetId,
                () -> ec2().describeNetworkAclsPaginator().networkAcls().stream()
                        .filter(acl -> acl.associations().stream()
                                .anyMatch(association -> association.subnetId().equals(subnetId)))
                        .map(NetworkAcl::networkAclId)
                        .findFirst());
    }

    /**
     * The lab's group: nothing may come in, everything may go out.
     *
     * @throws ProvisioningException when a group of that name is there that the lab did not make: its rules are not ours
     */
    Made ensureGroup(String vpcId) {
        Optional<SecurityGroup> found = findGroup(vpcId, group -> true);
        if (found.isEmpty()) {
            return Made.now(waiting.madeOrThere(
                    "security group " + LabNames.SECURITY_GROUP,
                    "InvalidGroup.Duplicate",
                    () -> createGroup(vpcId),
                    () -> findGroup(vpcId)));
        }
        SecurityGroup group = found.get();
        if (!LabNames.MARK.isOn(group.tags())) {
            throw new ProvisioningException(
                    Reason.REFUSED,
                    "security group %s (%s) in %s was not made by this lab, which would change its rules; delete it first"
                            .formatted(group.groupId(), group.groupName(), vpcId));
        }
        return Made.before(group.groupId());
    }

    Optional<String> findGroup(String vpcId) {
        return findGroup(vpcId, group -> LabNames.MARK.isOn(group.tags())).map(SecurityGroup::groupId);
    }

    private Optional<SecurityGroup> findGroup(String vpcId, Predicate<SecurityGroup> which) {
        return AwsCall.of(
                "describe security groups",
                () -> ec2().describeSecurityGroupsPaginator().securityGroups().stream()
                        .filter(group -> group.groupName().equals(LabNames.SECURITY_GROUP)
                                && group.vpcId().equals(vpcId))
                        .filter(which)
                        .findFirst());
    }

    private String createGroup(String vpcId) {
        return AwsCall.of(
                        "create security group " + LabNames.SECURITY_GROUP,
                        () -> ec2().createSecurityGroup(create -> create.groupName(LabNames.SECURITY_GROUP)
                                .description("Instances of the flow logs lab: nothing may come in.")
                                .vpcId(vpcId)
                                .tagSpecifications(
                                        LabNames.MARK.on(ResourceType.SECURITY_GROUP, LabNames.SECURITY_GROUP))))
                .groupId();
    }

    void deleteGroup(String groupId) {
        waiting.onceFree("security group " + groupId, () -> {
            AwsCall.delete(
                    "delete security group " + groupId,
                    () -> ec2().deleteSecurityGroup(delete -> delete.groupId(groupId)));
            return true;
        });
    }

    private Ec2Client ec2() {
        return clients.ec2();
    }
}
