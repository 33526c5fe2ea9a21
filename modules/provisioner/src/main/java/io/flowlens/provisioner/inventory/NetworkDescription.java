package io.flowlens.provisioner.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.topics.InventoryType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Asks EC2 for every resource of one type, page by page. Used by one thread. */
final class NetworkDescription {

    /** The most EC2 gives at once. */
    private static final int PAGE = 1000;

    private static final int PREFIX_LIST_PAGE = 100;

    private final AwsClients clients;
    private final Clock clock;
    private final PrefixListEntries entries;

    NetworkDescription(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.entries = new PrefixListEntries(clock, this::entriesOf);
    }

    /** @throws io.flowlens.provisioner.ProvisioningException when any of the pages cannot be had */
    Described of(InventoryType type) {
        long seenAt = clock.millis();
        Map<String, byte[]> json = new TreeMap<>();
        AwsCall.of("describe " + type.describe(), () -> resources(type)).forEach(resource -> {
            json.put(resource.path(type.idField()).asText(), AwsJson.bytes(resource));
        });
        return new Described(type, seenAt, json);
    }

    private List<ObjectNode> resources(InventoryType type) {
        return switch (type) {
            case NETWORK_INTERFACE ->
                nodes(
                        ec2()
                                .describeNetworkInterfacesPaginator(page -> page.maxResults(PAGE))
                                .networkInterfaces()
                                .stream());
            case INSTANCE ->
                nodes(ec2().describeInstancesPaginator(page -> page.maxResults(PAGE)).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream()));
            case SECURITY_GROUP -> groups();
            case NETWORK_ACL ->
                nodes(ec2().describeNetworkAclsPaginator(page -> page.maxResults(PAGE)).networkAcls().stream());
            case SUBNET -> nodes(ec2().describeSubnetsPaginator(page -> page.maxResults(PAGE)).subnets().stream());
            case VPC -> nodes(ec2().describeVpcsPaginator(page -> page.maxResults(PAGE)).vpcs().stream());
            case PREFIX_LIST -> prefixLists();
            case FLOW_LOG -> nodes(ec2().describeFlowLogsPaginator(page -> page.maxResults(PAGE)).flowLogs().stream());
        };
    }

    private static List<ObjectNode> nodes(Stream<? extends SdkPojo> objects) {
        return objects.map(AwsJson::of).toList();
    }

    /** The rules have ids only in an answer of their own. */
    private List<ObjectNode> groups() {
        List<SecurityGroup> groups =
                ec2().describeSecurityGroupsPaginator(page -> page.maxResults(PAGE)).securityGroups().stream()
                        .toList();
        Map<String, List<SecurityGroupRule>> rules =
                ec2().describeSecurityGroupRulesPaginator(page -> page.maxResults(PAGE)).securityGroupRules().stream()
                        .collect(Collectors.groupingBy(SecurityGroupRule::groupId));
        return groups.stream()
                .map(group -> {
                    ObjectNode json = AwsJson.of(group);
                    json.set("SecurityGroupRules", AwsJson.of(rules.getOrDefault(group.groupId(), List.of())));
                    return json;
                })
                .toList();
    }

    private List<ObjectNode> prefixLists() {
        List<ManagedPrefixList> lists =
                ec2()
                        .describeManagedPrefixListsPaginator(page -> page.maxResults(PREFIX_LIST_PAGE))
                        .prefixLists()
                        .stream()
                        .toList();
        entries.keepOnly(lists.stream().map(ManagedPrefixList::prefixListId).toList());
        return lists.stream()
                .map(list -> {
                    ObjectNode json = AwsJson.of(list);
                    json.set("Entries", entries.of(list));
                    return json;
                })
                .toList();
    }

    private ArrayNode entriesOf(String prefixListId) {
        return AwsJson.of(ec2()
                .getManagedPrefixListEntriesPaginator(
                        get -> get.prefixListId(prefixListId).maxResults(PREFIX_LIST_PAGE))
                .entries()
                .stream()
                .toList());
    }

    private Ec2Client ec2() {
        return clients.ec2();
    }
}
