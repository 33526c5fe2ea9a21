package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a network ACL with its entries and associations. */
final class NetworkAclJson {

    private NetworkAclJson() {}

    static NetworkAcl networkAcl(JsonNode json) {
        List<AclEntry> entries = new ArrayList<>();
        json.path("Entries").forEach(entry -> entries.add(entry(entry)));
        Set<String> subnetIds = new LinkedHashSet<>();
        json.path("Associations").forEach(association -> subnetIds.add(InventoryJson.text(association, "SubnetId")));
        return new NetworkAcl(
                InventoryJson.id(json, InventoryType.NETWORK_ACL),
                InventoryJson.tags(json, "Tags").getOrDefault("Name", ""),
                InventoryJson.text(json, "VpcId"),
                json.path("IsDefault").asBoolean(),
                entries,
                subnetIds);
    }

    private static AclEntry entry(JsonNode json) {
        String v4 = InventoryJson.text(json, "CidrBlock");
        return new AclEntry(
                json.path("RuleNumber").asInt(),
                json.path("Egress").asBoolean(),
                "allow".equals(InventoryJson.text(json, "RuleAction")),
                traffic(json),
                Cidr.parse(v4.isEmpty() ? InventoryJson.text(json, "Ipv6CidrBlock") : v4));
    }

    private static Traffic traffic(JsonNode json) {
        int protocol = Protocols.number(InventoryJson.text(json, "Protocol"));
        if (Traffic.isIcmp(protocol)) {
            JsonNode icmp = json.path("IcmpTypeCode");
            return new Traffic(
                    protocol, icmp.path("Type").asInt(-1), icmp.path("Code").asInt(-1));
        }
        JsonNode ports = json.path("PortRange");
        return new Traffic(
                protocol, ports.path("From").asInt(-1), ports.path("To").asInt(-1));
    }
}
