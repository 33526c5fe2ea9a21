package io.flowlens.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans as {@code terraform show -json} prints them, of every type of resource that holds rules. */
class TerraformPlanTest {

    private static final SecurityGroupRule HTTPS =
            SecurityGroupRule.of("sgr-1", Traffic.tcp(443), Peer.cidr("0.0.0.0/0"));
    private static final AclEntry OPEN = new AclEntry(100, false, true, Traffic.ALL, Cidr.parse("0.0.0.0/0"));

    @TempDir
    Path folder;

    private final NetworkHistory recorded = new NetworkHistory();
    private TerraformPlan plan;

    TerraformPlanTest() {
        recorded.put(new SecurityGroup("sg-1", "web", "vpc-1", List.of(HTTPS), List.of()), 1_000);
        recorded.put(new NetworkAcl("acl-1", "", "vpc-1", false, List.of(OPEN), Set.of("subnet-1")), 1_000);
    }

    @Test
    void comparesTheRulesThatStandInAGroup() {
        SecurityGroup changed = group(changed(update(
                "aws_security_group",
                """
                {"id": "sg-1", "egress": [], "ingress": [%s]}""".formatted(inline("443", "[\"0.0.0.0/0\"]", "false")),
                """
                {"id": "sg-1", "egress": [], "ingress": [%s, %s]}""".formatted(
                        inline("443", "[\"10.0.0.0/8\", \"192.168.0.0/16\"]", "false"), inline("22", "[]", "true")),
                "{}")));

        assertThat(changed.ingress())
                .extracting(SecurityGroupRule::traffic, SecurityGroupRule::peer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Traffic.tcp(443), Peer.cidr("10.0.0.0/8")),
                        org.assertj.core.groups.Tuple.tuple(Traffic.tcp(443), Peer.cidr("192.168.0.0/16")),
                        org.assertj.core.groups.Tuple.tuple(Traffic.tcp(22), Peer.group("sg-1")));
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void saysWhatIsKnownOnlyAfterApply() {
        SecurityGroup changed = group(changed(update(
                "aws_security_group",
                """
                {"id": "sg-1", "ingress": [%s]}""".formatted(inline("443", "[\"0.0.0.0/0\"]", "false")),
                """
                {"id": "sg-1", "ingress": [%s]}""".formatted(inline("443", "[]", "false")),
                """
                {"ingress": [{"cidr_blocks": [], "security_groups": true}]}""")));

        assertThat(changed.ingress()).singleElement().satisfies(rule -> {
            assertThat(rule.traffic()).isEqualTo(Traffic.tcp(443));
            assertThat(rule.peer()).isInstanceOf(Peer.Prefixes.class);
        });
        assertThat(plan.notes())
                .singleElement()
                .asString()
                .contains("x.y: whom tcp 443 is about is known only after apply", "undecided");
    }

    @Test
    void readsRulesThatAreResourcesOfTheirOwn() {
        NetworkHistory changed = changed(
                create("aws_security_group_rule", """
                        {"type": "egress", "security_group_id": "sg-1", "protocol": "-1", "from_port": 0, "to_port": 0,
                         "cidr_blocks": null, "source_security_group_id": "123456789012/sg-9", "self": false}"""),
                create("aws_vpc_security_group_ingress_rule", """
                        {"security_group_id": "sg-1", "ip_protocol": "icmp", "from_port": 8, "to_port": -1,
                         "cidr_ipv4": null, "cidr_ipv6": null, "prefix_list_id": "pl-1", "referenced_security_group_id": null}"""),
                delete("aws_vpc_security_group_ingress_rule", """
                        {"id": "sgr-1", "security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 443, "to_port": 443,
                         "cidr_ipv4": "0.0.0.0/0"}"""),
                create("aws_vpc_security_group_egress_rule", """
                        {"security_group_id": "sg-1", "ip_protocol": "udp", "from_port": 53, "to_port": 53, "cidr_ipv6": "::/0"}"""));

        assertThat(group(changed).egress())
                .containsExactly(
                        SecurityGroupRule.of("", Traffic.ALL, Peer.group("sg-9")),
                        SecurityGroupRule.of("", Traffic.udp(53), Peer.cidr("::/0")));
        assertThat(group(changed).ingress())
                .containsExactly(SecurityGroupRule.of("", new Traffic(1, 8, -1), Peer.prefixList("pl-1")));
    }

    @Test
    void takesARuleThatChangesForOneGoneAndOneMore() {
        SecurityGroup changed = group(changed(update("aws_vpc_security_group_ingress_rule", """
                {"id": "sgr-1", "security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}""", """
                {"id": "sgr-1", "security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 8443, "to_port": 8443, "cidr_ipv4": "0.0.0.0/0"}""", "{}")));

        assertThat(changed.ingress()).extracting(SecurityGroupRule::traffic).containsExactly(Traffic.tcp(8443));
    }

    @Test
    void readsEntriesOfAclsBothWays() {
        NetworkAcl changed = acl(changed(
                update(
                        "aws_network_acl",
                        """
                        {"id": "acl-1", "subnet_ids": ["subnet-1"], "egress": [], "ingress": [%s]}""".formatted(entry(100, "allow", "-1", 0, 0, "0.0.0.0/0")),
                        """
                        {"id": "acl-1", "subnet_ids": ["subnet-1"], "egress": [], "ingress": [%s]}""".formatted(entry(90, "deny", "6", 22, 22, "10.0.0.0/8")),
                        "{}"),
                create("aws_network_acl_rule", """
                        {"network_acl_id": "acl-1", "rule_number": 50, "egress": true, "protocol": "icmp", "rule_action": "allow",
                         "cidr_block": "0.0.0.0/0", "from_port": null, "to_port": null, "icmp_type": 8, "icmp_code": -1}""")));

        assertThat(changed.entries())
                .containsExactly(
                        new AclEntry(90, false, false, Traffic.tcp(22), Cidr.parse("10.0.0.0/8")),
                        new AclEntry(50, true, true, new Traffic(1, 8, -1), Cidr.parse("0.0.0.0/0")));
    }

    @Test
    void notesWhatIsNew_WhatIsNotFollowed_AndWhatWasNotRecorded() {
        changed(
                create("aws_security_group", "{\"ingress\": []}"),
                create("aws_network_acl_association", "{}"),
                update(
                        "aws_instance",
                        "{\"vpc_security_group_ids\": [\"sg-1\"]}",
                        "{\"vpc_security_group_ids\": [\"sg-2\"]}",
                        "{}"),
                delete("aws_security_group_rule", """
                        {"type": "ingress", "security_group_id": "sg-gone", "protocol": "tcp", "from_port": 1, "to_port": 1,
                         "cidr_blocks": ["0.0.0.0/0"]}"""));

        assertThat(plan.notes())
                .satisfiesExactly(
                        note -> assertThat(note).contains("is new"),
                        note -> assertThat(note).contains("is not followed"),
                        note -> assertThat(note).contains("the change of its vpc_security_group_ids is not followed"),
                        note -> assertThat(note).contains("sg-gone is not in the recorded network: left out"));
    }

    @Test
    void passesOverWhatDoesNotChange() {
        NetworkHistory changed = changed("""
                {"address": "x.y", "mode": "managed", "type": "aws_security_group", "change": {"actions": ["no-op"],
                 "before": {"id": "sg-1", "ingress": []}, "after": {"id": "sg-1", "ingress": []}, "after_unknown": {}}}""");

        assertThat(group(changed).ingress()).containsExactly(HTTPS);
        assertThat(plan.notes()).containsExactly("the plan changes no rule of a group or ACL that exists");
    }

    @Test
    void refusesWhatIsNoPlan() {
        assertThatThrownBy(() -> read("{\"format_version\": \"1.0\", \"values\": {}}"))
                .isInstanceOf(WhatIfException.class)
                .hasMessageContaining("is no plan: give what 'terraform show -json PLAN' prints");
        assertThatThrownBy(() -> read("{\"format_version\": \"2.0\", \"resource_changes\": []}"))
                .hasMessageContaining("is of format_version 2.0");
        assertThatThrownBy(() -> read("{\"format_version\": \"1.2\", \"resource_changes\": ["
                        + create("aws_security_group_rule", """
                                {"type": "ingress", "security_group_id": "sg-1", "protocol": "tcp", "cidr_blocks": ["10.0/8"]}""")
                        + "]}"))
                .hasMessageContaining("x.y: makes no sense");
    }

    private NetworkHistory changed(String... resources) {
        plan = read("{\"format_version\": \"1.2\", \"resource_changes\": [" + String.join(",", resources) + "]}");
        return plan.of(recorded);
    }

    private TerraformPlan read(String json) {
        try {
            return TerraformPlan.read(Files.writeString(folder.resolve("plan.json"), json));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String inline(String port, String cidrs, String self) {
        return """
                {"cidr_blocks": %s, "description": "", "from_port": %s, "ipv6_cidr_blocks": [], "prefix_list_ids": [],
                 "protocol": "tcp", "security_groups": [], "self": %s, "to_port": %s}""".formatted(cidrs, port, self, port);
    }

    private static String entry(int number, String action, String protocol, int from, int to, String cidr) {
        return """
                {"action": "%s", "cidr_block": "%s", "from_port": %d, "icmp_code": 0, "icmp_type": 0, "ipv6_cidr_block": "",
                 "protocol": "%s", "rule_no": %d, "to_port": %d}""".formatted(action, cidr, from, protocol, number, to);
    }

    private static String create(String type, String after) {
        return resource(type, "create", "null", after, "{\"id\": true}");
    }

    private static String delete(String type, String before) {
        return resource(type, "delete", before, "null", "{}");
    }

    private static String update(String type, String before, String after, String unknown) {
        return resource(type, "update", before, after, unknown);
    }

    private static String resource(String type, String action, String before, String after, String unknown) {
        return """
                {"address": "x.y", "mode": "managed", "type": "%s", "name": "y",
                 "change": {"actions": ["%s"], "before": %s, "after": %s, "after_unknown": %s}}""".formatted(type, action, before, after, unknown);
    }

    private static SecurityGroup group(NetworkHistory network) {
        return network.asOf(Long.MAX_VALUE).find(SecurityGroup.class, "sg-1").orElseThrow();
    }

    private static NetworkAcl acl(NetworkHistory network) {
        return network.asOf(Long.MAX_VALUE).find(NetworkAcl.class, "acl-1").orElseThrow();
    }
}
