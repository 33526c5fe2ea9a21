package io.flowlens.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.network.NetworkHistory;
import io.flowlens.topics.InventoryJson;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network saved in files, each as {@code aws ec2 describe-*} prints it and by the name of the call:
 * {@code network-interfaces.json}, {@code security-groups.json}, {@code network-acls.json} and {@code subnets.json}, and
 * where they are there, {@code instances.json} and {@code vpcs.json} for names, {@code security-group-rules.json} for
 * the ids of rules, and {@link PrefixListFiles prefix lists}.
 */
public final class NetworkFolder {

    /** The state in the folder counts for all times: this is before any of them, with room for subtraction. */
    private static final long ALWAYS = Long.MIN_VALUE / 2;

    private static final List<InventoryType> NEEDED = List.of(
            InventoryType.NETWORK_INTERFACE,
            InventoryType.SECURITY_GROUP,
            InventoryType.NETWORK_ACL,
            InventoryType.SUBNET);

    private final Path folder;
    private final NetworkHistory network = new NetworkHistory();

    public NetworkFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws ExplainException when a file is missing or is not what it should be */
    public NetworkHistory read() {
        for (InventoryType type : NEEDED) {
            require(file(type));
        }
        Map<String, ArrayNode> rules = rulesByGroup();
        file(InventoryType.SECURITY_GROUP).forEach(group -> put(InventoryType.SECURITY_GROUP, withRules(group, rules)));
        for (InventoryType type : List.of(
                InventoryType.NETWORK_INTERFACE, InventoryType.NETWORK_ACL, InventoryType.SUBNET, InventoryType.VPC)) {
            readIfThere(type);
        }
        readInstances();
        new PrefixListFiles(folder).forEach(list -> put(InventoryType.PREFIX_LIST, list));
        return network;
    }

    private void require(ResourceFile file) {
        if (!Files.isDirectory(folder)) {
            throw new ExplainException("cannot read the network: %s is no folder".formatted(folder));
        }
        if (!Files.isRegularFile(file.path())) {
            throw new ExplainException(
                    "the network lacks %s: save there what '%s' prints".formatted(file.path(), file.command()));
        }
    }

    private void readIfThere(InventoryType type) {
        ResourceFile file = file(type);
        if (Files.exists(file.path())) {
            file.forEach(resource -> put(type, resource));
        }
    }

    private void readInstances() {
        ResourceFile file = file("instances", "Reservations");
        if (Files.exists(file.path())) {
            file.forEach(reservation -> reservation
                    .path(InventoryType.INSTANCE.list())
                    .forEach(instance -> put(InventoryType.INSTANCE, instance)));
        }
    }

    private Map<String, ArrayNode> rulesByGroup() {
        var rules = new HashMap<String, ArrayNode>();
        ResourceFile file = file("security-group-rules", "SecurityGroupRules");
        if (Files.exists(file.path())) {
            file.forEach(rule -> rules.computeIfAbsent(
                            rule.path("GroupId").asText(), id -> Json.mapper().createArrayNode())
                    .add(rule));
        }
        return rules;
    }

    /** A group that no rule in that file belongs to keeps its own: the file may be of a few groups only. */
    private static JsonNode withRules(JsonNode group, Map<String, ArrayNode> rules) {
        ArrayNode own = rules.get(group.path("GroupId").asText());
        if (own != null && group instanceof ObjectNode fields) {
            fields.set("SecurityGroupRules", own);
        }
        return group;
    }

    private void put(InventoryType type, JsonNode json) {
        InventoryJson.resource(type, json).ifPresent(resource -> network.put(resource, ALWAYS));
    }

    private ResourceFile file(InventoryType type) {
        return file(type.describe(), type.list());
    }

    private ResourceFile file(String name, String list) {
        return new ResourceFile(folder.resolve(name + ".json"), list, "aws ec2 describe-" + name);
    }
}
