package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.PrefixList;
import io.flowlens.network.Resource;
import io.flowlens.network.Subnet;
import io.flowlens.network.Vpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one resource from the JSON that {@code aws ec2 describe-*} prints.
 *
 * <p>What AWS left out is taken as empty; what it adds is ignored.
 */
public final class InventoryJson {

    private InventoryJson() {}

    /**
     * @return the resource, or empty for a kind that is no part of a network (a flow log)
     * @throws IllegalArgumentException when the text is no JSON, or lacks the id or a value makes no sense
     */
    public static Optional<Resource> resource(InventoryType type, byte[] json) {
        return resource(type, parse(json));
    }

    /** The same, from JSON already read. */
    public static Optional<Resource> resource(InventoryType type, JsonNode json) {
        return switch (type) {
            case NETWORK_INTERFACE -> Optional.of(networkInterface(json));
            case INSTANCE -> Optional.of(instance(json));
            case SECURITY_GROUP -> Optional.of(SecurityGroupJson.securityGroup(json));
            case NETWORK_ACL -> Optional.of(NetworkAclJson.networkAcl(json));
            case SUBNET -> Optional.of(subnet(json));
            case VPC -> Optional.of(vpc(json));
            case PREFIX_LIST -> Optional.of(prefixList(json));
            case FLOW_LOG -> Optional.empty();
        };
    }

    /** @throws IllegalArgumentException when the bytes are no JSON */
    public static JsonNode parse(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static NetworkInterface networkInterface(JsonNode json) {
        List<IpAddress> privateV4 = new ArrayList<>();
        List<IpAddress> publicV4 = new ArrayList<>();
        for (JsonNode entry : json.path("PrivateIpAddresses")) {
            boolean primary = entry.path("Primary").asBoolean();
            privateV4.add(primary ? 0 : privateV4.size(), IpAddress.parse(text(entry, "PrivateIpAddress")));
            addIfPresent(publicV4, entry.path("Association").path("PublicIp"));
        }
        if (privateV4.isEmpty()) {
            addIfPresent(privateV4, json.path("PrivateIpAddress"));
            addIfPresent(publicV4, json.path("Association").path("PublicIp"));
        }
        List<IpAddress> v6 = new ArrayList<>();
        json.path("Ipv6Addresses").forEach(entry -> addIfPresent(v6, entry.path("Ipv6Address")));
        return new NetworkInterface(
                id(json, InventoryType.NETWORK_INTERFACE),
                tags(json, "TagSet").getOrDefault("Name", ""),
                text(json, "OwnerId"),
                text(json, "VpcId"),
                text(json, "SubnetId"),
                new Addresses(privateV4, v6, publicV4),
                texts(json.path("Groups"), "GroupId"),
                new Attachment(
                        text(json, "InterfaceType"),
                        text(json.path("Attachment"), "InstanceId"),
                        text(json, "Description")));
    }

    private static Instance instance(JsonNode json) {
        Map<String, String> tags = tags(json, "Tags");
        return new Instance(
                id(json, InventoryType.INSTANCE),
                tags.getOrDefault("Name", ""),
                text(json.path("State"), "Name"),
                tags);
    }

    private static Subnet subnet(JsonNode json) {
        List<Cidr> cidrs = cidrs(json, "CidrBlock", "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock");
        return new Subnet(
                id(json, InventoryType.SUBNET),
                tags(json, "Tags").getOrDefault("Name", ""),
                text(json, "VpcId"),
                text(json, "AvailabilityZone"),
                cidrs);
    }

    private static Vpc vpc(JsonNode json) {
        List<Cidr> cidrs = new ArrayList<>(cidrs(json, "CidrBlock", "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock"));
        for (JsonNode association : json.path("CidrBlockAssociationSet")) {
            Cidr cidr = Cidr.parse(text(association, "CidrBlock"));
            if (!cidrs.contains(cidr)) {
                cidrs.add(cidr);
            }
        }
        return new Vpc(id(json, InventoryType.VPC), tags(json, "Tags").getOrDefault("Name", ""), cidrs);
    }

    private static PrefixList prefixList(JsonNode json) {
        List<Cidr> cidrs =
                texts(json.path("Entries"), "Cidr").stream().map(Cidr::parse).toList();
        return new PrefixList(id(json, InventoryType.PREFIX_LIST), text(json, "PrefixListName"), cidrs);
    }

    private static List<Cidr> cidrs(JsonNode json, String v4, String v6List, String v6) {
        List<Cidr> cidrs = new ArrayList<>();
        if (json.hasNonNull(v4)) {
            cidrs.add(Cidr.parse(text(json, v4)));
        }
        texts(json.path(v6List), v6).forEach(text -> cidrs.add(Cidr.parse(text)));
        return cidrs;
    }

    static String id(JsonNode json, InventoryType type) {
        String id = text(json, type.idField());
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a resource of %s has no %s".formatted(type.list(), type.idField()));
        }
        return id;
    }

    static Map<String, String> tags(JsonNode json, String list) {
        Map<String, String> tags = new LinkedHashMap<>();
        json.path(list).forEach(tag -> tags.put(text(tag, "Key"), text(tag, "Value")));
        return tags;
    }

    /** The text of a field, empty when it is missing or null. */
    static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNull() ? "" : value.asText("");
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> {
            if (entry.hasNonNull(field)) {
                texts.add(text(entry, field));
            }
        });
        return texts;
    }

    private static void addIfPresent(List<IpAddress> addresses, JsonNode text) {
        if (text.isTextual() && !text.asText().isEmpty()) {
            IpAddress address = IpAddress.parse(text.asText());
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        }
    }
}
