package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.network.Protocol;
import io.flowlens.sandbox.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads rules in the forms callers give them: a list of permissions, one permission in place, one rule. */
final class PermissionParser {

    private final UnaryOperator<String> groupNamed;

    /** @param groupNamed finds the id of a group by its name */
    PermissionParser(UnaryOperator<String> groupNamed) {
        this.groupNamed = groupNamed;
    }

    /** All rules of an authorize or revoke call; they have no ids yet. */
    List<SecurityGroupRule> rules(Params params, boolean egress) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (Params permission : params.structures("IpPermissions")) {
            Traffic traffic = traffic(permission);
            peers(permission, (peer, description) -> rules.add(rule(egress, traffic, peer, description)));
        }
        if (params.has("CidrIp")) {
            rules.add(rule(egress, traffic(params), RulePeer.ipv4(params.text("CidrIp")), null));
        }
        if (params.has("SourceSecurityGroupName")) {
            String id = groupNamed.apply(params.text("SourceSecurityGroupName"));
            rules.add(rule(egress, Traffic.ALL, RulePeer.group(id), null));
        }
        return rules;
    }

    /** One rule as ModifySecurityGroupRules takes it, under the id it has. */
    static SecurityGroupRule replacement(SecurityGroupRule old, Params rule) {
        RulePeer peer;
        if (rule.has("CidrIpv4")) {
            peer = RulePeer.ipv4(rule.text("CidrIpv4"));
        } else if (rule.has("CidrIpv6")) {
            peer = RulePeer.ipv6(rule.text("CidrIpv6"));
        } else if (rule.has("PrefixListId")) {
            peer = RulePeer.prefixList(rule.text("PrefixListId"));
        } else {
            peer = RulePeer.group(rule.required("ReferencedGroupId"));
        }
        return new SecurityGroupRule(old.id(), old.egress(), traffic(rule), peer, rule.text("Description"));
    }

    private static SecurityGroupRule rule(boolean egress, Traffic traffic, RulePeer peer, String description) {
        return new SecurityGroupRule(null, egress, traffic, peer, description);
    }

    private interface PeerVisitor {
        void peer(RulePeer peer, String description);
    }

    private void peers(Params permission, PeerVisitor visitor) {
        for (Params range : permission.structures("IpRanges")) {
            visitor.peer(RulePeer.ipv4(range.required("CidrIp")), range.text("Description"));
        }
        for (Params range : permission.structures("Ipv6Ranges")) {
            visitor.peer(RulePeer.ipv6(range.required("CidrIpv6")), range.text("Description"));
        }
        for (Params list : permission.structures("PrefixListIds")) {
            visitor.peer(RulePeer.prefixList(list.required("PrefixListId")), list.text("Description"));
        }
        for (Params group : permission.structures("Groups")) {
            String id = group.has("GroupId") ? group.text("GroupId") : groupNamed.apply(group.required("GroupName"));
            visitor.peer(RulePeer.group(id), group.text("Description"));
        }
    }

    private static Traffic traffic(Params rule) {
        int protocol = IpProtocol.number(rule.required("IpProtocol"));
        if (protocol == Protocol.ICMP || protocol == Protocol.ICMPV6) {
            return new Traffic(protocol, rule.number("FromPort", -1, -1, 255), rule.number("ToPort", -1, -1, 255));
        }
        if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
            return Traffic.of(protocol);
        }
        if (!rule.has("FromPort") || !rule.has("ToPort")) {
            throw AwsException.badRequest(
                    "InvalidParameterValue",
                    "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        }
        Traffic traffic =
                new Traffic(protocol, rule.number("FromPort", 0, -1, 65_535), rule.number("ToPort", 0, -1, 65_535));
        if (traffic.from() > traffic.to()) {
            throw AwsException.badRequest(
                    "InvalidParameterValue",
                    "Invalid TCP/UDP port range (%d:%d)".formatted(traffic.from(), traffic.to()));
        }
        return traffic;
    }
}
