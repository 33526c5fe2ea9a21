package io.flowlens.cli.explain;

import static io.flowlens.cli.explain.Explain.HEADER;
import static io.flowlens.cli.explain.Explain.json;
import static io.flowlens.cli.explain.Explain.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fix would have let in besides: two databases carry one group, and a machine that may reach neither asks both. */
class ExplainBlastRadiusTest {

    private static final String TO_FIRST = line("eni-1", "10.0.1.10", "10.0.2.1", "40000 5432", 6, "REJECT");
    private static final String TO_SECOND = line("eni-2", "10.0.1.10", "10.0.2.2", "40001 5432", 6, "REJECT");
    private static final String ELSEWHERE = line("eni-1", "10.0.1.10", "10.0.2.1", "40002 22", 6, "REJECT");

    @TempDir
    private Path folder;

    @BeforeEach
    void network() {
        write("subnets.json", """
                {"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.2.0/24"}]}""");
        write("network-acls.json", """
                {"NetworkAcls":[{"NetworkAclId":"acl-1","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-1"}],"Entries":[
                 {"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},
                 {"RuleNumber":100,"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]}]}""");
        write("security-groups.json", """
                {"SecurityGroups":[{"GroupId":"sg-1","GroupName":"db","VpcId":"vpc-1","IpPermissions":[],
                 "IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""");
        write(
                "network-interfaces.json",
                "{\"NetworkInterfaces\":[" + networkInterface("1") + "," + networkInterface("2") + "]}");
    }

    @Test
    void saysItInEachObject() {
        List<JsonNode> rejects =
                explain("jsonl", TO_FIRST, TO_SECOND, ELSEWHERE, TO_SECOND).objects();

        assertThat(rejects.get(0).path("fix").path("opens")).isEqualTo(json("""
                [{"componentId":"sg-1","interfaces":2,"text":"all 2 interfaces of sg-1 (db)"}]"""));
        assertThat(rejects.get(0).path("fix").path("alsoAdmits")).isEqualTo(json("""
                {"flows":2,"possibly":0,"of":3,"kinds":[{"interfaceId":"eni-2","source":"10.0.1.10",
                 "destination":"10.0.2.2","protocol":"tcp","port":5432,"flows":2}]}"""));
        assertThat(rejects.get(2).path("fix").path("alsoAdmits")).isEqualTo(json("""
                {"flows":0,"possibly":0,"of":3,"kinds":[]}"""));
    }

    @Test
    void saysItInOneSentenceToPeople() {
        assertThat(explain("table", TO_FIRST, TO_SECOND, ELSEWHERE, TO_SECOND).out())
                .contains("    opens    all 2 interfaces of sg-1 (db)\n")
                .contains("    admits   2 of the 3 other rejected flows: 10.0.1.10 -> 10.0.2.2 tcp/5432 at eni-2 (2)\n")
                .contains("    admits   none of the 3 other rejected flows\n");
        assertThat(explain("table", TO_FIRST).out()).doesNotContain("admits");
    }

    /** Of a very long file the first objects go out before its end: without what the end would tell. */
    @Test
    void holdsBackNoMoreThanItMay() {
        List<String> lines = new ArrayList<>(List.of(TO_FIRST, TO_FIRST));
        for (int i = 0; i < HeldBack.MOST - 1; i++) {
            lines.add(TO_SECOND);
        }

        List<JsonNode> rejects = explain("jsonl", lines.toArray(String[]::new)).objects();

        assertThat(rejects).hasSize(HeldBack.MOST + 1);
        assertThat(rejects.get(0).path("fix").has("alsoAdmits")).isFalse();
        assertThat(rejects.get(1).path("fix").path("alsoAdmits").path("flows").asInt())
                .isEqualTo(HeldBack.MOST - 1);
    }

    private Explain explain(String output, String... lines) {
        var all = new ArrayList<>(List.of(HEADER));
        all.addAll(List.of(lines));
        Path flows = Explain.write(folder.resolve("flows.log"), all.toArray(String[]::new));
        return Explain.run(folder, flows, "-o", output);
    }

    private void write(String file, String json) {
        Explain.write(folder.resolve(file), json);
    }

    private static String networkInterface(String id) {
        return """
                {"NetworkInterfaceId":"eni-%s","VpcId":"vpc-1","SubnetId":"subnet-1","Groups":[{"GroupId":"sg-1"}],
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.0.2.%s"}]}""".formatted(id, id);
    }
}
