package io.flowlens.cli.explain;

import static io.flowlens.cli.explain.Explain.HEADER;
import static io.flowlens.cli.explain.Explain.json;
import static io.flowlens.cli.explain.Explain.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of flow logs and a folder of JSON come to: AWS's rules for security groups and network ACLs, one each. */
class ExplainVerdictTest {

    private static final int TCP = 6;

    @TempDir
    private Path folder;

    @Test
    void namesBothBlockersOfAnInboundPacketInAwsOrder() {
        JsonNode reject = only(line("eni-db", "10.0.1.10", "10.0.2.20", "40000 5433", TCP, "REJECT"));

        assertThat(reject.path("line").asInt()).isEqualTo(2);
        assertThat(reject.path("interfaceId").asText()).isEqualTo("eni-db");
        assertThat(reject.path("direction").asText()).isEqualTo("ingress");
        assertThat(reject.path("action").asText()).isEqualTo("REJECT");
        assertThat(reject.path("certainty").asText()).isEqualTo("certain");
        assertThat(causes(reject))
                .containsExactly("SUBNET_ACL_RESTRICTION acl-db 90", "ENI_SG_RULES_MISMATCH sg-db sg-lists");
        assertThat(reject.path("causes").path(1).path("nearestMiss")).isEqualTo(json("""
                {"ruleId":"sgr-db-postgres","failsOn":["port"],
                 "rule":"sgr-db-postgres of sg-db allows tcp 5432 from sg-web; the port 5433 does not fit"}
                """));
    }

    @Test
    void namesTheGroupsFirstWhereThePacketLeaves() {
        JsonNode reject = only(line("eni-db", "10.0.2.20", "203.0.113.99", "40000 443", TCP, "REJECT"));

        assertThat(reject.path("direction").asText()).isEqualTo("egress");
        assertThat(causes(reject))
                .containsExactly("ENI_SG_RULES_MISMATCH sg-db sg-lists", "SUBNET_ACL_RESTRICTION acl-db 32767");
    }

    @Test
    void saysWhichRuleCameNearestEvenIfItHasNoId() {
        JsonNode reject = only(line("eni-web", "10.0.9.9", "10.0.1.10", "40000 444", TCP, "REJECT"));

        JsonNode miss = reject.path("causes").path(0).path("nearestMiss");
        assertThat(miss.has("ruleId")).isFalse();
        assertThat(miss.path("failsOn")).hasSize(1);
        assertThat(miss.path("rule").asText()).startsWith("a rule of sg-");
    }

    @Test
    void asksNoAclInsideASubnet() {
        assertThat(causes(only(line("eni-batch", "10.0.1.10", "10.0.1.30", "40000 22", TCP, "REJECT"))))
                .containsExactly("SG_HAS_NO_RULES sg-closed");
    }

    /** AWS numbers the last entry of IPv6 32768; it is the same asterisk to people. */
    @Test
    void takesTheFinalEntryOfIpv6ForTheSameAsterisk() {
        assertThat(causes(only(line("eni-web", "2001:db8::99", "2001:db8:0:1::10", "40000 443", TCP, "REJECT"))))
                .containsExactly("SUBNET_ACL_RESTRICTION acl-web 32767", "ENI_SG_RULES_MISMATCH sg-default sg-web");
    }

    @Test
    void blamesTheAclAloneForAReplyWhoseRequestComesLaterInTheFile() {
        List<JsonNode> rejects = explain(
                line("eni-db", "10.0.2.20", "10.0.1.10", "5432 41000", TCP, "REJECT"),
                line("eni-db", "10.0.1.10", "10.0.2.20", "41000 5432", TCP, "ACCEPT"));

        assertThat(rejects).hasSize(1);
        assertThat(causes(rejects.get(0))).containsExactly("SUBNET_ACL_RESTRICTION acl-db 32767");
        assertThat(rejects.get(0).path("certainty").asText()).isEqualTo("certain");
    }

    @Test
    void leavesAnIcmpTypeUndecided() {
        JsonNode reject = only(line("eni-web", "10.0.2.20", "10.0.1.10", "0 0", 1, "REJECT"));

        assertThat(reject.path("causes").isArray()).isTrue();
        assertThat(reject.path("causes")).isEmpty();
        assertThat(reject.path("certainty").asText()).isEqualTo("undecided");
        assertThat(reject.path("notes").path(0).asText()).contains("icmp type 8");
    }

    @ParameterizedTest
    @CsvSource({"8000,certain,ENI_SG_RULES_MISMATCH sg-db sg-lists", "9000,undecided,"})
    void decidesByAPrefixListOnlyIfItsEntriesAreThere(int port, String certainty, String cause) {
        JsonNode reject = only(line("eni-db", "192.0.2.1", "10.0.2.20", "40000 " + port, TCP, "REJECT"));

        assertThat(reject.path("certainty").asText()).isEqualTo(certainty);
        assertThat(causes(reject)).isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    /** Its default group admits its members, by any of their private addresses and in every protocol. */
    @Test
    void admitsMembersOfTheDefaultGroupByAnyPrivateAddress() {
        Explain run = Explain.run(
                Explain.network(),
                flows(
                        line("eni-admin", "10.0.1.11", "10.0.2.50", "40000 22", TCP, "ACCEPT"),
                        line("eni-web", "10.0.2.50", "10.0.1.10", "0 0", 47, "ACCEPT"),
                        line("eni-web", "10.0.2.50", "10.0.1.11", "0 0", 1, "ACCEPT"),
                        line("eni-admin", "203.0.113.10", "10.0.2.50", "40000 22", TCP, "REJECT")),
                "-o",
                "json");

        assertThat(json(run.out()).path("summary").path("agreement"))
                .isEqualTo(json("{\"agrees\":4,\"disagrees\":0,\"undecided\":0}"));
    }

    @Test
    void saysWhenAnInterfaceIsNotInTheFolder() {
        JsonNode reject = only(line("eni-gone", "10.0.1.10", "10.0.2.20", "40000 22", TCP, "REJECT"));

        assertThat(reject.path("verdict").asText()).isEqualTo("UNKNOWN_INTERFACE");
        assertThat(reject.path("certainty").asText()).isEqualTo("undecided");
        assertThat(reject.path("causes").isArray()).isTrue();
    }

    private JsonNode only(String line) {
        List<JsonNode> rejects = explain(line);
        assertThat(rejects).hasSize(1);
        return rejects.get(0);
    }

    private List<JsonNode> explain(String... lines) {
        Explain run = Explain.run(Explain.network(), flows(lines), "-o", "jsonl");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.objects();
    }

    private Path flows(String... lines) {
        return Explain.write(folder.resolve("flows.log"), HEADER, String.join("\n", lines));
    }

    /** {@code CODE component component ruleNumber}. */
    private static List<String> causes(JsonNode reject) {
        return StreamSupport.stream(reject.path("causes").spliterator(), false)
                .map(cause -> {
                    var words = new ArrayList<>(List.of(cause.path("code").asText()));
                    cause.path("componentIds").forEach(id -> words.add(id.asText()));
                    if (cause.has("ruleNumber")) {
                        words.add(cause.path("ruleNumber").asText());
                    }
                    return String.join(" ", words);
                })
                .toList();
    }
}
