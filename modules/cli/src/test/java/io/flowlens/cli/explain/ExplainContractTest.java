package io.flowlens.cli.explain;

import static io.flowlens.cli.explain.Explain.HEADER;
import static io.flowlens.cli.explain.Explain.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs that read the output rely on. */
class ExplainContractTest {

    private static final int TCP = 6;
    private static final String BOTH_BLOCK = line("eni-db", "10.0.1.10", "10.0.2.20", "40000 5433", TCP, "REJECT");
    private static final String UNDECIDED = line("eni-db", "10.0.1.10", "10.0.2.20", "40000 9000", TCP, "REJECT");
    private static final String NO_DATA = "2 123456789012 eni-db - - - - - - - 1600000000 1600000060 - NODATA";

    @TempDir
    private Path folder;

    @Test
    void eachRejectIsAnObjectWithTheseFieldsFirst() {
        JsonNode reject = explain(Explain.network(), "\n", HEADER, BOTH_BLOCK).get(0);

        assertThat(names(reject))
                .startsWith("line", "interfaceId", "direction", "action", "causes", "certainty", "verdict");
        assertThat(reject.path("direction").asText()).isEqualTo("ingress");
        assertThat(reject.path("action").asText()).isEqualTo("REJECT");
        assertThat(reject.path("certainty").asText()).isEqualTo("certain");
        JsonNode acl = reject.path("causes").get(0);
        assertThat(acl.path("code").asText()).isEqualTo("SUBNET_ACL_RESTRICTION");
        assertThat(acl.path("componentIds")).isEqualTo(Explain.json("[\"acl-db\"]"));
        assertThat(acl.path("ruleNumber").asInt()).isEqualTo(90);
        JsonNode groups = reject.path("causes").get(1);
        assertThat(groups.path("code").asText()).isEqualTo("ENI_SG_RULES_MISMATCH");
        assertThat(groups.path("componentIds"))
                .as("all groups of the interface")
                .isEqualTo(Explain.json("[\"sg-db\",\"sg-lists\"]"));
        assertThat(groups.path("nearestMiss").path("ruleId").asText()).isEqualTo("sgr-db-postgres");
        assertThat(groups.path("nearestMiss").path("failsOn")).isEqualTo(Explain.json("[\"port\"]"));
    }

    @Test
    void everyLineCountsWhateverItIsAndHoweverItEnds() {
        String skipped = NO_DATA.replace("NODATA", "SKIPDATA");
        for (String end : List.of("\n", "\r\n")) {
            List<JsonNode> rejects =
                    explain(Explain.network(), end, HEADER, BOTH_BLOCK, NO_DATA, skipped, "", UNDECIDED, BOTH_BLOCK);

            assertThat(rejects)
                    .extracting(reject -> reject.path("line").asInt())
                    .containsExactly(2, 6, 7);
            assertThat(rejects)
                    .extracting(reject -> reject.path("certainty").asText())
                    .containsExactly("certain", "undecided", "certain");
        }
    }

    @Test
    void fourFilesAreEnough() throws IOException {
        Path network = Files.createDirectory(folder.resolve("network"));
        for (String needed : List.of("network-interfaces", "security-groups", "network-acls", "subnets")) {
            Files.copy(Explain.network().resolve(needed + ".json"), network.resolve(needed + ".json"));
        }

        JsonNode reject = explain(network, "\n", HEADER, BOTH_BLOCK).get(0);

        assertThat(reject.path("causes")).hasSize(2);
        assertThat(reject.path("causes")
                        .get(1)
                        .path("nearestMiss")
                        .path("ruleId")
                        .asText())
                .as("without its file no rule has an id")
                .isEmpty();
        assertThat(reject.path("source").path("id").asText()).isEqualTo("i-web");
    }

    @Test
    void peopleAreToldThatTheNetworkLacksAnInterface() {
        Explain run = Explain.run(
                Explain.network(),
                Explain.write(
                        folder.resolve("flows.log"),
                        line("eni-gone", "10.0.1.10", "10.0.2.20", "40000 22", TCP, "REJECT")));

        assertThat(run.out()).contains("none found: UNKNOWN_INTERFACE, network-interfaces.json does not hold it");
    }

    private List<JsonNode> explain(Path network, String end, String... lines) {
        try {
            Path file = Files.writeString(folder.resolve("flows.log"), String.join(end, lines) + end);
            Explain run = Explain.run(network, file, "-o", "jsonl");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
            return run.objects();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
