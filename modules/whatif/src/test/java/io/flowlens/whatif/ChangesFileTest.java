package io.flowlens.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may write, and what is said of what makes no sense. */
class ChangesFileTest {

    private static final AclEntry OPEN = new AclEntry(100, false, true, Traffic.ALL, Cidr.parse("0.0.0.0/0"));

    @TempDir
    Path folder;

    private final NetworkHistory recorded = new NetworkHistory();

    ChangesFileTest() {
        recorded.put(
                new SecurityGroup(
                        "sg-1",
                        "web",
                        "vpc-1",
                        List.of(SecurityGroupRule.of("sgr-1", Traffic.tcp(443), Peer.cidr("0.0.0.0/0"))),
                        List.of()),
                1_000);
        recorded.put(new NetworkAcl("acl-1", "", "vpc-1", false, List.of(OPEN), Set.of("subnet-1")), 1_000);
    }

    @Test
    void addsAndRemovesRulesOfGroups() {
        SecurityGroup changed = group(changed("""
                {"remove": [{"rule": "sgr-1"}],
                 "add": [{"group": "sg-1", "direction": "ingress", "protocol": "tcp", "ports": "1024-2047", "peer": "sg-2"},
                         {"group": "sg-1", "direction": "egress", "protocol": "all", "peer": "pl-1"},
                         {"group": "sg-1", "direction": "ingress", "protocol": "icmp", "icmpType": 8, "peer": "10.0.0.0/8"}]}"""));

        assertThat(changed.ingress())
                .containsExactly(
                        SecurityGroupRule.of("", Traffic.tcp(1024, 2047), Peer.group("sg-2")),
                        SecurityGroupRule.of("", new Traffic(1, 8, -1), Peer.cidr("10.0.0.0/8")));
        assertThat(changed.egress()).containsExactly(SecurityGroupRule.of("", Traffic.ALL, Peer.prefixList("pl-1")));
    }

    @Test
    void removesARuleThatIsWrittenOut() {
        assertThat(group(changed("""
                {"remove": [{"group": "sg-1", "direction": "ingress", "protocol": "6", "ports": 443, "peer": "0.0.0.0/0"}]}""")).ingress()).isEmpty();
    }

    @Test
    void putsAnEntryInThePlaceOfOneThatIsRemoved() {
        NetworkAcl changed = acl(changed("""
                {"remove": [{"acl": "acl-1", "direction": "ingress", "number": 100}],
                 "add": [{"acl": "acl-1", "direction": "ingress", "number": 100, "action": "deny", "protocol": "udp", "ports": "53",
                          "peer": "10.0.0.0/8"}]}"""));

        assertThat(changed.entries())
                .containsExactly(new AclEntry(100, false, false, Traffic.udp(53), Cidr.parse("10.0.0.0/8")));
    }

    @Test
    void changesTheWholePastAndLeavesTheRecordedNetworkAlone() {
        recorded.put(new SecurityGroup("sg-1", "web", "vpc-1", List.of(), List.of()), 2_000);

        NetworkHistory changed = changed("""
                {"add": [{"group": "sg-1", "direction": "egress", "protocol": "tcp", "ports": 25, "peer": "0.0.0.0/0"}]}""");

        assertThat(changed.asOf(1_500)
                        .find(SecurityGroup.class, "sg-1")
                        .orElseThrow()
                        .egress())
                .hasSize(1);
        assertThat(group(changed).egress()).hasSize(1);
        assertThat(group(recorded).egress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{} # changes.json: nothing is to be added or removed",
                "[] # changes.json: must be an object",
                "{\"ad\": []} # changes.json: ad is no field that belongs here; these do: add, remove",
                "{\"add\": {}} # changes.json: add must be a list",
                "{\"add\": [{\"grp\": \"sg-1\"}]} # changes.json: add[0].grp is no field that belongs here",
                "{\"add\": [{\"group\": \"sg-1\"}]} # changes.json: add[0].protocol is missing",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"tcq\"}]} # changes.json: add[0].protocol makes no sense",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"tcp\", \"ports\": \"a\"}]} # changes.json: add[0].ports must be a port or a range",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"tcp\", \"ports\": \"9-5\"}]} # changes.json: add[0].ports makes no sense",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"icmp\", \"ports\": \"9\"}]} # changes.json: add[0].ports does not go with protocol icmp",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"tcp\", \"peer\": \"10.0.0\"}]} # changes.json: add[0].peer makes no sense",
                "{\"add\": [{\"group\": \"sg-1\", \"protocol\": \"tcp\", \"peer\": \"sg-1\", \"direction\": \"in\"}]} # changes.json: add[0].direction must be egress or ingress",
                "{\"add\": [{\"acl\": \"acl-1\", \"number\": 32767}]} # changes.json: add[0].number must be 1 to 32766",
                "{\"remove\": [{\"acl\": \"acl-1\", \"direction\": \"egress\", \"number\": 7}]} # changes.json: remove[0]: acl-1 of the recorded network has no outbound entry 7",
                "{\"remove\": [{\"rule\": \"sgr-2\"}]} # changes.json: remove[0].rule: no group of the recorded network has a rule sgr-2",
                "{\"add\": [{\"acl\": \"acl-1\", \"direction\": \"ingress\", \"number\": 100, \"action\": \"allow\", \"protocol\": \"all\", \"peer\": \"::/0\"}]} # changes.json: add[0]: number 100 is taken in acl-1",
                "{\"add\": [ # line 1, column"
            })
    void namesThePlaceOfWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> changed(json))
                .isInstanceOf(WhatIfException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"sg-1", "acl-1", "acl-1/in/100", "acl-1/ingress/x", "eni-1/ingress/100"})
    void refusesToRemoveWhatIsNoRule(String word) {
        assertThatThrownBy(() -> ChangesFile.removal(word)).hasMessageContaining("--remove " + word + ": give the id");
    }

    @Test
    void removesAnEntryNamedInOneWord() {
        assertThat(acl(ChangedNetwork.by(List.of(ChangesFile.removal("acl-1/ingress/100")))
                                .of(recorded))
                        .entries())
                .isEmpty();
    }

    /** The example of docs/whatif.md, and what each of its parts is refused for. */
    @Test
    void theSchemaTakesWhatIsTaken() throws IOException {
        String page = Files.readString(Path.of("../../docs/whatif.md"));
        String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```\n\n| field"));

        assertThat(ChangesFile.read(Files.writeString(folder.resolve("changes.json"), example)))
                .hasSize(5);
        assertThat(errors(example)).isEmpty();
        assertThat(errors(example.replace("\"rule\"", "\"rul\""))).isNotEmpty();
        assertThat(errors(example.replace("\"ingress\"", "\"in\""))).isNotEmpty();
        assertThat(errors(example.replace("100", "40000"))).isNotEmpty();
        assertThat(errors("{\"ad\": []}")).isNotEmpty();
    }

    private static List<String> errors(String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:io/flowlens/whatif/changes.schema.json"))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private NetworkHistory changed(String json) {
        try {
            return ChangedNetwork.by(ChangesFile.read(Files.writeString(folder.resolve("changes.json"), json)))
                    .of(recorded);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SecurityGroup group(NetworkHistory network) {
        return network.asOf(Long.MAX_VALUE).find(SecurityGroup.class, "sg-1").orElseThrow();
    }

    private static NetworkAcl acl(NetworkHistory network) {
        return network.asOf(Long.MAX_VALUE).find(NetworkAcl.class, "acl-1").orElseThrow();
    }
}
