package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a security group.
 *
 * <p>Its rules are taken from {@code SecurityGroupRules} where they stand beside it, since those have ids; otherwise from
 * {@code IpPermissions} and {@code IpPermissionsEgress}, without ids.
 */
final class SecurityGroupJson {

    private SecurityGroupJson() {}

    static SecurityGroup securityGroup(JsonNode json) {
        List<SecurityGroupRule> ingress = new ArrayList<>();
        List<SecurityGroupRule> egress = new ArrayList<>();
        if (json.has("SecurityGroupRules")) {
            for (JsonNode rule : json.path("SecurityGroupRules")) {
                (rule.path("IsEgress").asBoolean() ? egress : ingress).add(rule(rule));
            }
        } else {
            json.path("IpPermissions").forEach(permission -> expand(permission, ingress::add));
            json.path("IpPermissionsEgress").forEach(permission -> expand(permission, egress::add));
        }
        String tagName = InventoryJson.tags(json, "Tags").getOrDefault("Name", "");
        String groupName = InventoryJson.text(json, "GroupName");
        return new SecurityGroup(
                InventoryJson.id(json, InventoryType.SECURITY_GROUP),
                groupName.isEmpty() ? tagName : groupName,
                InventoryJson.text(json, "VpcId"),
                ingress,
                egress);
    }

    private static SecurityGroupRule rule(JsonNode json) {
        return new SecurityGroupRule(
                InventoryJson.text(json, "SecurityGroupRuleId"),
                traffic(json),
                peer(json),
                InventoryJson.text(json, "Description"));
    }

    private static Peer peer(JsonNode json) {
        if (json.hasNonNull("CidrIpv4")) {
            return Peer.cidr(InventoryJson.text(json, "CidrIpv4"));
        }
        if (json.hasNonNull("CidrIpv6")) {
            return Peer.cidr(InventoryJson.text(json, "CidrIpv6"));
        }
        if (json.hasNonNull("PrefixListId")) {
            return Peer.prefixList(InventoryJson.text(json, "PrefixListId"));
        }
        if (json.hasNonNull("ReferencedGroupInfo")) {
            return Peer.group(InventoryJson.text(json.path("ReferencedGroupInfo"), "GroupId"));
        }
        throw new IllegalArgumentException("security group rule %s names no source or destination"
                .formatted(InventoryJson.text(json, "SecurityGroupRuleId")));
    }

    /** One permission stands for as many rules as it names peers. */
    private static void expand(JsonNode permission, Consumer<SecurityGroupRule> rules) {
        Traffic traffic = traffic(permission);
        expand(permission.path("IpRanges"), "CidrIp", traffic, Peer::cidr, rules);
        expand(permission.path("Ipv6Ranges"), "CidrIpv6", traffic, Peer::cidr, rules);
        expand(permission.path("UserIdGroupPairs"), "GroupId", traffic, Peer::group, rules);
        expand(permission.path("PrefixListIds"), "PrefixListId", traffic, Peer::prefixList, rules);
    }

    private static void expand(
            JsonNode list,
            String field,
            Traffic traffic,
            java.util.function.Function<String, Peer> peer,
            Consumer<SecurityGroupRule> rules) {
        for (JsonNode entry : list) {
            rules.accept(new SecurityGroupRule(
                    "",
                    traffic,
                    peer.apply(InventoryJson.text(entry, field)),
                    InventoryJson.text(entry, "Description")));
        }
    }

    private static Traffic traffic(JsonNode json) {
        return new Traffic(
                Protocols.number(InventoryJson.text(json, "IpProtocol")),
                json.path("FromPort").asInt(-1),
                json.path("ToPort").asInt(-1));
    }
}
