package io.flowlens.recording.anonymous;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowlens.topics.InventoryJson;
import io.flowlens.topics.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Rewrites what AWS says of a resource, and leaves out whatever flowlens does not judge by. */
final class AnonymousResource {

    /** Kept as they are: they name nothing. */
    private static final Set<String> KEPT = Set.of(
            "AvailabilityZone",
            "Code",
            "CreationTime",
            "Egress",
            "From",
            "FromPort",
            "InterfaceType",
            "IpProtocol",
            "IsDefault",
            "IsEgress",
            "LogFormat",
            "Primary",
            "Protocol",
            "RuleAction",
            "RuleNumber",
            "State",
            "To",
            "ToPort",
            "Type",
            "reached");

    /** Looked into, or replaced by a pseudonym where they are text. */
    private static final Set<String> REPLACED = Set.of(
            "Association",
            "Associations",
            "Attachment",
            "Cidr",
            "CidrBlock",
            "CidrBlockAssociationSet",
            "CidrIp",
            "CidrIpv4",
            "CidrIpv6",
            "Description",
            "Entries",
            "FlowLogId",
            "GroupId",
            "GroupName",
            "Groups",
            "IcmpTypeCode",
            "InstanceId",
            "IpPermissions",
            "IpPermissionsEgress",
            "IpRanges",
            "Ipv6Address",
            "Ipv6Addresses",
            "Ipv6CidrBlock",
            "Ipv6CidrBlockAssociationSet",
            "Ipv6Ranges",
            "Key",
            "LogGroupName",
            "NetworkAclId",
            "NetworkInterfaceId",
            "OwnerId",
            "PortRange",
            "PrefixListId",
            "PrefixListIds",
            "PrefixListName",
            "PrivateIpAddress",
            "PrivateIpAddresses",
            "PublicIp",
            "ReferencedGroupInfo",
            "SecurityGroupRuleId",
            "SecurityGroupRules",
            "SubnetId",
            "TagSet",
            "Tags",
            "UserIdGroupPairs",
            "Value",
            "VpcId");

    /** The tag by which AWS and flowlens call things. */
    private static final String NAME = "Name";

    private final Pseudonyms pseudonyms;

    AnonymousResource(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** @throws IllegalArgumentException when it is no JSON */
    byte[] of(byte[] json) {
        return Json.text(replaced(InventoryJson.parse(json))).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode replaced(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> {
                if (KEPT.contains(field.getKey())) {
                    copy.set(field.getKey(), field.getValue());
                } else if (REPLACED.contains(field.getKey())) {
                    copy.set(field.getKey(), replaced(field.getValue()));
                }
            });
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(replaced(element)));
            return copy;
        }
        boolean changes = node.isTextual() && !node.asText().equals(NAME);
        return changes ? TextNode.valueOf(pseudonyms.of(node.asText())) : node;
    }
}
