package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Protocol;
import io.flowlens.sandbox.network.Traffic;
import java.util.Locale;

/**
 * A rule of a security group.
 *
 * @param id null as long as it is not part of a group
 * @param description free text, null if none; two rules that differ in it alone are duplicates
 */
record SecurityGroupRule(String id, boolean egress, Traffic traffic, RulePeer peer, String description) {

    SecurityGroupRule withId(String newId) {
        return new SecurityGroupRule(newId, egress, traffic, peer, description);
    }

    boolean sameAs(SecurityGroupRule other) {
        return egress == other.egress && traffic.equals(other.traffic) && peer.equals(other.peer);
    }

    /** The rule as an error message spells it. */
    String spelled() {
        String protocol = IpProtocol.name(traffic.protocol()).toUpperCase(Locale.ROOT);
        if (traffic.protocol() == Protocol.ALL) {
            return "peer: " + peer.value() + ", ALL, ALLOW";
        }
        return "peer: %s, %s, from port: %d, to port: %d, ALLOW"
                .formatted(peer.value(), protocol, traffic.from(), traffic.to());
    }

    /** The rule as a resource of its own. */
    Tree describe(Vpc vpc, String groupId) {
        Tree rule = Tree.of(
                "securityGroupRuleId", id,
                "securityGroupRuleArn", vpc.arn(ResourceType.SECURITY_GROUP_RULE, id),
                "groupId", groupId,
                "groupOwnerId", vpc.accountId(),
                "isEgress", egress,
                "ipProtocol", IpProtocol.name(traffic.protocol()),
                "fromPort", traffic.from(),
                "toPort", traffic.to());
        switch (peer.kind()) {
            case IPV4 -> rule.and("cidrIpv4", peer.value());
            case IPV6 -> rule.and("cidrIpv6", peer.value());
            case PREFIX_LIST -> rule.and("prefixListId", peer.value());
            case GROUP ->
                rule.and(
                        "referencedGroupInfo",
                        Tree.of("groupId", peer.value(), "userId", vpc.accountId(), "vpcId", vpc.id()));
        }
        return rule.and("description", description, "tagSet", vpc.tags().of(id));
    }
}
