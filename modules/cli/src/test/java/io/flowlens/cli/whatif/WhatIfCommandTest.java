package io.flowlens.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.cli.CommandLineRun;
import io.flowlens.cli.replay.GoldenRecording;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the command line, over the golden recording: three hours, six machines, rules that change. */
class WhatIfCommandTest {

    @TempDir
    static Path data;

    private static Path recording;

    @BeforeAll
    static void record() {
        recording = GoldenRecording.write(data.resolve("golden.flr"));
    }

    @Test
    void namesWhoARemovedRuleLetIn() {
        CommandLineRun run = whatIf("--remove", "sgr-0a");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("WOULD BE REJECTED: [\\d,]+ flows that passed")
                .containsPattern(
                        "app-1 \\(10\\.20\\.1\\.6\\) +web-0 \\(10\\.20\\.0\\.5\\) +tcp/443 +\\d+ +\\d+ +2026-01-31T")
                .contains("ingress at eni-00000000000000e00")
                .contains("no rule fits any more; so far sgr-0a allows tcp 443 with 0.0.0.0/0 (sg-web (web))")
                .doesNotContain("WOULD PASS");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void namesWhoAnAddedRuleLetsIn() throws IOException {
        CommandLineRun run = whatIf("--change", change("""
                {"add": [{"group": "sg-db", "direction": "ingress", "protocol": "tcp", "ports": "22", "peer": "10.20.0.0/16"},
                         {"group": "sg-db", "direction": "ingress", "protocol": "tcp", "ports": 23, "peer": "0.0.0.0/0"}]}"""));

        assertThat(run.out())
                .containsPattern("WOULD PASS: \\d+ flows that were rejected, \\d+ with strangers on the internet")
                .containsPattern("internet: 198\\.51\\.100\\.\\d+.* db-[25] .* tcp/23 ")
                .contains("a rule allows tcp 22 with 10.20.0.0/16 (sg-db (db))")
                .doesNotContain("WOULD BE REJECTED");
    }

    @Test
    void namesTheEntryThatWouldDeny() throws IOException {
        CommandLineRun run = whatIf("--change", change("""
                {"add": [{"acl": "acl-00", "direction": "ingress", "number": 7, "action": "deny", "protocol": "tcp",
                          "ports": "443", "peer": "10.20.1.0/24"}]}"""));

        assertThat(run.out())
                .contains("inbound entry 7 denies tcp 443 from 10.20.1.0/24 (acl-00)")
                .containsPattern("[\\d,]+ lines: [1-9]\\d* flows would be rejected, 0 would pass, ");
    }

    @Test
    void doesNotBlameTheChangeForWhatTheRulesNeverExplained() {
        CommandLineRun run = whatIf("--remove", "sgr-0b");

        assertThat(run.out())
                .containsPattern("[1-9]\\d* flows? undecided: the rules as they were do not explain what AWS logged");
    }

    @Test
    void saysWhereAChangeIsWrong() throws IOException {
        assertThat(whatIf("--remove", "sgr-0none").err())
                .contains("--remove sgr-0none: no group of the recorded network has a rule sgr-0none");
        assertThat(whatIf(
                                "--change",
                                change("{\"add\": [{\"group\": \"sg-none\", \"direction\": \"ingress\","
                                        + " \"protocol\": \"tcp\", \"peer\": \"0.0.0.0/0\"}]}"))
                        .err())
                .contains("changes.json: add[0]: sg-none is not in the recorded network");
        assertThat(whatIf().exitCode()).isEqualTo(2);
        assertThat(whatIf("--change", data.resolve("none.json").toString()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void failsOnWhatItIsAskedToFailOn() {
        assertThat(whatIf("--remove", "sgr-0a", "--fail-on", "newly-rejected").exitCode())
                .isEqualTo(3);
        assertThat(whatIf("--remove", "sgr-0a", "--fail-on", "newly-accepted").exitCode())
                .isZero();
        assertThat(whatIf("--remove", "sgr-0a", "--fail-on", "newly-accepted,newly-rejected")
                        .exitCode())
                .isEqualTo(3);
        assertThat(whatIf("--remove", "sgr-0a", "--fail-on", "anything").exitCode())
                .isEqualTo(2);
    }

    @Test
    void writesEveryPathAsJson() throws IOException {
        JsonNode json = Json.mapper()
                .readTree(whatIf("--remove", "sgr-0a", "-o", "json").out());

        assertThat(json.path("flows").path("newly-rejected").asLong()).isPositive();
        assertThat(json.path("newly-rejected")).isNotEmpty().allSatisfy(path -> {
            assertThat(path.path("destination").path("name").asText()).startsWith("web-");
            assertThat(path.path("grounds").path(0).path("component").path("id").asText())
                    .isEqualTo("sg-web");
            assertThat(path.path("grounds").path(0).path("rule").asText()).isEqualTo("sgr-0a");
            assertThat(path.path("tally").path("lastSeen").asLong()).isGreaterThan(GoldenRecording.BEGIN);
        });
        assertThat(json.path("newly-accepted")).isEmpty();
    }

    @Test
    void writesATableForAPullRequest() {
        CommandLineRun run = whatIf("--remove", "sgr-0a", "-o", "markdown");

        assertThat(run.out())
                .startsWith("### What this change would have done")
                .contains("| from | to | service | flows |")
                .containsPattern(
                        "\\| `app-1 \\(10\\.20\\.1\\.6\\)` \\| `web-0 \\(10\\.20\\.0\\.5\\)` \\| `tcp/443` \\| \\d+ \\| 2026-01-31T");
        assertThat(AnswerMarkdown.code("a|b `@team` #1\u202e\n<b>")).isEqualTo("`a\\|b '@team' #1??<b>`");
    }

    @Test
    void takesAPlanOfTerraform() throws IOException {
        Path plan = Files.writeString(data.resolve("plan.json"), """
                {"format_version": "1.2", "resource_changes": [
                  {"address": "aws_vpc_security_group_ingress_rule.web", "mode": "managed", "type": "aws_vpc_security_group_ingress_rule",
                   "change": {"actions": ["delete"], "after": null, "after_unknown": {}, "before": {"id": "sgr-0a",
                     "security_group_id": "sg-web", "ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}}},
                  {"address": "aws_security_group.more", "mode": "managed", "type": "aws_security_group",
                   "change": {"actions": ["create"], "before": null, "after": {"ingress": []}, "after_unknown": {"id": true}}}]}""");

        CommandLineRun run = whatIf("--terraform", plan.toString());

        assertThat(run.out()).contains("so far sgr-0a allows tcp 443").contains("note: aws_security_group.more is new");
    }

    @Test
    void takesAWholeNetwork() throws IOException {
        Path network = Files.createDirectory(data.resolve("network"));
        Files.writeString(network.resolve("network-interfaces.json"), """
                {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-00000000000000e00", "VpcId": "vpc-0a", "SubnetId": "subnet-00",
                  "Groups": [{"GroupId": "sg-none"}], "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.20.0.5"}]}]}""");
        Files.writeString(network.resolve("security-groups.json"), """
                {"SecurityGroups": [{"GroupId": "sg-none", "GroupName": "closed", "VpcId": "vpc-0a"}]}""");
        Files.writeString(network.resolve("network-acls.json"), """
                {"NetworkAcls": [{"NetworkAclId": "acl-00", "VpcId": "vpc-0a", "Associations": [{"SubnetId": "subnet-00"}], "Entries": [
                  {"RuleNumber": 100, "Egress": false, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0"}]}]}""");
        Files.writeString(network.resolve("subnets.json"), """
                {"Subnets": [{"SubnetId": "subnet-00", "VpcId": "vpc-0a", "CidrBlock": "10.20.0.0/24"}]}""");

        CommandLineRun run = whatIf("--network", network.toString());

        assertThat(run.out())
                .containsPattern("WOULD BE REJECTED: [1-9]")
                .contains("web-0 (10.20.0.5)")
                .doesNotContain("db-5 (10.20.1.10)  tcp")
                .containsPattern("[1-9][\\d,]* flows undecided: the interface is not known at that time");
        assertThat(whatIf("--network", network.toString(), "--remove", "sgr-0a").exitCode())
                .isEqualTo(2);
        assertThat(whatIf("--network", data.resolve("nowhere").toString()).err())
                .contains("is no folder");
    }

    @Test
    void needsToKnowWhichFlows() {
        assertThat(CommandLineRun.of("whatif", "--remove", "sgr-0a").err()).contains("which flows?");
        assertThat(whatIf("--remove", "sgr-0a", "--since", "1h").err()).contains("not both");
        assertThat(CommandLineRun.of("whatif", "--remove", "sgr-0a", "--until", "1h")
                        .exitCode())
                .isEqualTo(2);
    }

    private static CommandLineRun whatIf(String... args) {
        List<String> all = new ArrayList<>(List.of("whatif", "--recording", recording.toString()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static String change(String json) throws IOException {
        return Files.writeString(data.resolve("changes.json"), json).toString();
    }
}
