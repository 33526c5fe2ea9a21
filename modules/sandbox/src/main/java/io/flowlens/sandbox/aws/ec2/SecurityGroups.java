package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.GroupConfig;
import io.flowlens.sandbox.network.GroupRule;
import io.flowlens.sandbox.network.Peer;
import io.flowlens.sandbox.network.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Security groups; their rules have {@link SecurityGroupRules}. */
final class SecurityGroups {

    private static final Listing LISTING = new Listing(
            ResourceType.SECURITY_GROUP,
            "securityGroupInfo",
            Filters.of(
                    "group-id", "groupId",
                    "group-name", "groupName",
                    "vpc-id", "vpcId",
                    "owner-id", "ownerId",
                    "description", "groupDescription",
                    "ip-permission.cidr", "ipPermissions.ipRanges.cidrIp",
                    "ip-permission.from-port", "ipPermissions.fromPort",
                    "ip-permission.to-port", "ipPermissions.toPort",
                    "ip-permission.protocol", "ipPermissions.ipProtocol",
                    "ip-permission.group-id", "ipPermissions.groups.groupId",
                    "ip-permission.prefix-list-id", "ipPermissions.prefixListIds.prefixListId",
                    "egress.ip-permission.cidr", "ipPermissionsEgress.ipRanges.cidrIp",
                    "egress.ip-permission.from-port", "ipPermissionsEgress.fromPort",
                    "egress.ip-permission.to-port", "ipPermissionsEgress.toPort",
                    "egress.ip-permission.protocol", "ipPermissionsEgress.ipProtocol",
                    "egress.ip-permission.group-id", "ipPermissionsEgress.groups.groupId"));

    private final Vpc vpc;
    private final PrefixLists prefixLists;
    private final Map<String, SecurityGroup> byId = new LinkedHashMap<>();

    SecurityGroups(Vpc vpc, PrefixLists prefixLists) {
        this.vpc = vpc;
        this.prefixLists = prefixLists;
        SecurityGroup first = add("default", "default VPC security group");
        first.rules().add(newRule(false, RulePeer.group(first.id())));
        publish(first);
    }

    /** @param inUse whether an interface carries a group (by id) */
    void register(Service service, Predicate<String> inUse) {
        service.on("DescribeSecurityGroups", DryRun.of(this::describe))
                .on("CreateSecurityGroup", DryRun.of(this::create))
                .on("DeleteSecurityGroup", DryRun.of(params -> delete(params, inUse)));
    }

    Collection<SecurityGroup> all() {
        return byId.values();
    }

    SecurityGroup named(String id) {
        SecurityGroup group = byId.get(id);
        if (group == null) {
            throw ResourceType.SECURITY_GROUP.missing(id);
        }
        return group;
    }

    SecurityGroup byName(String name) {
        return byId.values().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidGroup.NotFound",
                        "The security group '%s' does not exist in default VPC '%s'".formatted(name, vpc.id())));
    }

    /** The group that GroupId or GroupName names. */
    SecurityGroup named(Params params) {
        return params.has("GroupName") && !params.has("GroupId")
                ? byName(params.text("GroupName"))
                : named(params.required("GroupId"));
    }

    SecurityGroup theDefault() {
        return byName("default");
    }

    private SecurityGroup add(String name, String description) {
        SecurityGroup group = new SecurityGroup(vpc.newId(ResourceType.SECURITY_GROUP), name, description);
        group.rules().add(newRule(true, RulePeer.ipv4("0.0.0.0/0")));
        byId.put(group.id(), group);
        return group;
    }

    private SecurityGroupRule newRule(boolean egress, RulePeer peer) {
        return new SecurityGroupRule(vpc.newId(ResourceType.SECURITY_GROUP_RULE), egress, Traffic.ALL, peer, null);
    }

    /** Gives a group as it is now to the network. */
    void publish(SecurityGroup group) {
        List<GroupRule> ingress = new ArrayList<>();
        List<GroupRule> egress = new ArrayList<>();
        for (SecurityGroupRule rule : group.rules()) {
            (rule.egress() ? egress : ingress).add(new GroupRule(rule.traffic(), peer(rule.peer())));
        }
        vpc.network().put(new GroupConfig(group.id(), ingress, egress));
    }

    private Peer peer(RulePeer peer) {
        return switch (peer.kind()) {
            case IPV4, IPV6 -> Peer.cidr(peer.value());
            case PREFIX_LIST -> new Peer.Blocks(prefixLists.named(peer.value()).cidrs());
            case GROUP -> Peer.group(peer.value());
        };
    }

    private Tree create(Params params) {
        String name = params.required("GroupName");
        String description = params.required("GroupDescription");
        String vpcId = params.text("VpcId", vpc.id());
        if (!vpcId.equals(vpc.id())) {
            throw ResourceType.VPC.missing(vpcId);
        }
        if (name.startsWith("sg-") || name.length() > 255) {
            throw params.invalid("GroupName", "at most 255 characters and not in the format sg-*");
        }
        if (byId.values().stream().anyMatch(group -> group.name().equals(name))) {
            throw AwsException.badRequest(
                    "InvalidGroup.Duplicate",
                    "The security group '%s' already exists for VPC '%s'".formatted(name, vpc.id()));
        }
        SecurityGroup group = add(name, description);
        vpc.tags().tag(group.id(), params);
        publish(group);
        return Tree.of(
                "return", true,
                "groupId", group.id(),
                "securityGroupArn", vpc.arn(ResourceType.SECURITY_GROUP, group.id()),
                "tagSet", vpc.tags().of(group.id()));
    }

    private Tree delete(Params params, Predicate<String> inUse) {
        SecurityGroup group = named(params);
        if (group.isDefault()) {
            throw AwsException.badRequest(
                    "CannotDelete",
                    "the specified group: \"%s\" name: \"default\" cannot be deleted by a user".formatted(group.id()));
        }
        boolean referred = byId.values().stream().anyMatch(other -> other != group && other.refersTo(group.id()));
        if (referred || inUse.test(group.id())) {
            throw AwsException.badRequest("DependencyViolation", "resource " + group.id() + " has a dependent object");
        }
        byId.remove(group.id());
        vpc.network().remove(group.id());
        vpc.tags().forget(group.id());
        group.rules().forEach(rule -> vpc.tags().forget(rule.id()));
        return Tree.of("return", true, "groupId", group.id());
    }

    private Tree describe(Params params) {
        List<String> names = params.texts("GroupName");
        names.forEach(this::byName);
        List<Tree> all = byId.values().stream()
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .map(group -> group.describe(vpc))
                .toList();
        return LISTING.answer(all, params);
    }
}
