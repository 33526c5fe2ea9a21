package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Protocol;
import io.flowlens.sandbox.network.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A security group. */
final class SecurityGroup {

    private final String id;
    private final String name;
    private final String description;
    private final List<SecurityGroupRule> rules = new ArrayList<>();

    SecurityGroup(String id, String name, String description) {
        this.id = id;
        this.name = name;
        this.description = description;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    List<SecurityGroupRule> rules() {
        return rules;
    }

    boolean isDefault() {
        return name.equals("default");
    }

    Optional<SecurityGroupRule> twinOf(SecurityGroupRule rule) {
        return rules.stream().filter(rule::sameAs).findFirst();
    }

    boolean refersTo(String groupId) {
        return rules.stream().anyMatch(rule -> rule.peer().equals(RulePeer.group(groupId)));
    }

    Tree describe(Vpc vpc) {
        return Tree.of(
                "groupId", id,
                "groupName", name,
                "groupDescription", description,
                "ownerId", vpc.accountId(),
                "vpcId", vpc.id(),
                "securityGroupArn", vpc.arn(ResourceType.SECURITY_GROUP, id),
                "ipPermissions", permissions(vpc, false),
                "ipPermissionsEgress", permissions(vpc, true),
                "tagSet", vpc.tags().of(id));
    }

    /** The rules of a direction the older way: gathered by the traffic they allow. */
    private List<Tree> permissions(Vpc vpc, boolean egress) {
        Map<Traffic, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.egress() == egress)
                .forEach(rule -> byTraffic
                        .computeIfAbsent(rule.traffic(), traffic -> new ArrayList<>())
                        .add(rule));
        List<Tree> permissions = new ArrayList<>();
        byTraffic.forEach((traffic, same) -> permissions.add(permission(vpc, traffic, same)));
        return permissions;
    }

    private static Tree permission(Vpc vpc, Traffic traffic, List<SecurityGroupRule> rules) {
        boolean ports = traffic.protocol() != Protocol.ALL;
        return Tree.of(
                "ipProtocol", IpProtocol.name(traffic.protocol()),
                "fromPort", ports ? traffic.from() : null,
                "toPort", ports ? traffic.to() : null,
                "groups", peers(rules, RulePeer.Kind.GROUP, "groupId", vpc.accountId()),
                "ipRanges", peers(rules, RulePeer.Kind.IPV4, "cidrIp", null),
                "ipv6Ranges", peers(rules, RulePeer.Kind.IPV6, "cidrIpv6", null),
                "prefixListIds", peers(rules, RulePeer.Kind.PREFIX_LIST, "prefixListId", null));
    }

    private static List<Tree> peers(
            List<SecurityGroupRule> rules, RulePeer.Kind kind, String member, String accountId) {
        return rules.stream()
                .filter(rule -> rule.peer().kind() == kind)
                .map(rule ->
                        Tree.of(member, rule.peer().value(), "userId", accountId, "description", rule.description()))
                .toList();
    }
}
