package io.flowlens.cli.explain;

import static io.flowlens.cli.explain.Explain.HEADER;
import static io.flowlens.cli.explain.Explain.json;
import static io.flowlens.cli.explain.Explain.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

    private static final String REJECT = line("eni-batch", "10.0.1.10", "10.0.1.30", "40000 22", 6, "REJECT");
    private static final String ACCEPT = line("eni-web", "203.0.113.9", "10.0.1.10", "40000 443", 6, "ACCEPT");
    private static final String NODATA = "2 123456789012 eni-web - - - - - - - 1600000000 1600000060 - NODATA";

    @TempDir
    private Path folder;

    @Test
    void summarisesAFileInOneDocument() {
        Explain run = explain("json", HEADER, REJECT, "", ACCEPT, NODATA, "2 3 4", REJECT);

        JsonNode document = json(run.out());
        assertThat(document.path("summary")).isEqualTo(json("""
                {"lines":7,"accepts":1,"rejects":2,"withoutAction":0,"noFlow":1,"unreadable":{"field-count":1},
                 "agreement":{"agrees":3,"disagrees":0,"undecided":0}}
                """));
        assertThat(document.path("rejects").findValuesAsText("line")).containsExactly("2", "7");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void writesADocumentEvenIfNothingWasRejected() {
        assertThat(json(explain("json", HEADER, ACCEPT).out()).path("rejects")).isEmpty();
    }

    @Test
    void showsPeopleAlikeRejectsOnce() {
        Explain run = explain("table", HEADER, REJECT, ACCEPT, REJECT, REJECT);

        assertThat(run.out())
                .containsOnlyOnce(
                        "web (10.0.1.10) -> 10.0.1.30  tcp/22  ingress at eni-batch  line 2 and 2 more like it")
                .containsOnlyOnce("SG_HAS_NO_RULES sg-closed")
                .contains("fix      aws ec2 authorize-security-group-ingress --group-id sg-closed")
                .endsWith("5 lines: 3 rejects, 1 accepts, 0 without a flow, 0 unreadable;"
                        + " the rules say what AWS did for 4 of 4 flows (0 undecided)\n");
    }

    @Test
    void countsUnreadableLinesAndNamesTheFirst() {
        Explain run = explain("jsonl", HEADER, REJECT, "2 \u001b[31mred", "1\n2\n3\n4\n5", REJECT);

        assertThat(run.objects()).hasSize(2);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .startsWith("line 3 is unreadable (field-count): 2 ?[31mred\n")
                .contains("line 7 is unreadable")
                .doesNotContain("line 8 is unreadable")
                .endsWith("6 of 9 lines are unreadable: field-count 6\n");
    }

    @Test
    void readsGzipWhateverItsName() throws IOException {
        Path file = folder.resolve("flows.log");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + "\n" + REJECT).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Explain.run(Explain.network(), file, "-o", "jsonl").objects())
                .hasSize(1);
    }

    @Test
    void readsStandardInput() {
        InputStream original = System.in;
        System.setIn(new ByteArrayInputStream((REJECT + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Explain.run(Explain.network(), Path.of("-"), "-o", "jsonl")
                            .objects())
                    .hasSize(1);
        } finally {
            System.setIn(original);
        }
    }

    @Test
    void tellsAwsUsualFormatsByTheirShape() {
        String v5 = "5 123456789012 eni-batch 10.0.1.10 10.0.1.30 40000 22 6 1 60 1600000000 1600000060 REJECT OK vpc-1"
                + " subnet-web i-batch 2 IPv4 10.0.1.10 10.0.1.30 eu-west-1 euw1-az1 - - - - ingress -";

        assertThat(explain("jsonl", v5, REJECT, v5).objects()).hasSize(3);
    }

    @Test
    void takesAFormatOfItsOwnAndLetsAHeaderBelowNameAnother() {
        Explain run = Explain.run(
                Explain.network(),
                Explain.write(
                        folder.resolve("flows.log"),
                        "REJECT eni-batch 22 40000 10.0.1.30 10.0.1.10 6 1600000000 1600000060",
                        HEADER,
                        REJECT),
                "--format",
                "${action} ${interface-id} ${dstport} ${srcport} ${dstaddr} ${srcaddr} ${protocol} ${start} ${end}",
                "-o",
                "jsonl");

        assertThat(run.objects())
                .extracting(reject -> reject.path("line").asInt())
                .containsExactly(1, 3);
    }

    /** More lines than are looked ahead, one of them longer than the buffer. */
    @Test
    void staysInOrderWhenTheFileIsLong() {
        var lines = new ArrayList<>(List.of(HEADER, "x".repeat(300_000)));
        for (int i = 0; i < LookAhead.LINES + 1_000; i++) {
            lines.add(i % 100 == 0 ? REJECT : ACCEPT);
        }

        Explain run = explain("jsonl", lines.toArray(String[]::new));

        assertThat(run.objects())
                .extracting(reject -> reject.path("line").asInt())
                .isSorted()
                .hasSize((LookAhead.LINES + 1_000 + 99) / 100);
        assertThat(run.err()).contains("too-long 1");
    }

    @Test
    void refusesAFileOfNoFormat() {
        Explain run = explain("json", "nothing to see here", "nor here");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("has a format that flowlens can tell: name it with --format");
    }

    @Test
    void saysThatAFileIsMissing() {
        Explain run = Explain.run(Explain.network(), folder.resolve("no.log"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no " + folder.resolve("no.log"));
    }

    @Test
    void saysThatGzipIsCutOff() throws IOException {
        Path file = folder.resolve("flows.log.gz");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2});

        Explain run = Explain.run(Explain.network(), file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + ": its gzip data is damaged or cut off");
    }

    @Test
    void refusesAFormatThatIsNone() {
        Explain run = explain("jsonl", "--", REJECT);
        Explain wrong = Explain.run(Explain.network(), folder.resolve("flows.log"), "--format", "Not A Format!");

        assertThat(run.exitCode()).isZero();
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--format: not a field of a log format: 'Not'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Subnets\": [{\"SubnetId\": }]} | line 1, column 27: this is not JSON",
                "{\"Subnets\": [ {\"CidrBlock\": \"10.0.0.0/8\"} ]} | line 1, column 15: a resource of Subnets has no SubnetId",
                "{\"Subnets\": [ {\"SubnetId\": \"s\", \"CidrBlock\": \"10.0/8\"} ]} | line 1, column 15: not an IP address",
                "{\"Subnets\": [ {\"SubnetId\": \"s\" | this is not JSON: Unexpected end-of-input",
                "{\"Vpcs\": []} | it has no list \"Subnets\"; save what 'aws ec2 describe-subnets' prints",
                "`` | it is empty; save what 'aws ec2 describe-subnets' prints",
            })
    void saysWhereAFileOfTheNetworkIsBroken(String content, String message) throws IOException {
        Path network = copyOfNetwork();
        Files.writeString(network.resolve("subnets.json"), content);

        Explain run = Explain.run(network, Explain.write(folder.resolve("flows.log"), REJECT));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(network.resolve("subnets.json").toString())
                .contains(message);
    }

    @Test
    void saysWhatIsMissingOfTheNetworkAndHowToGetIt() throws IOException {
        Path network = copyOfNetwork();
        Files.delete(network.resolve("network-acls.json"));

        Explain run = Explain.run(network, Explain.write(folder.resolve("flows.log"), REJECT));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("the network lacks %s: save there what 'aws ec2 describe-network-acls' prints\n"
                        .formatted(network.resolve("network-acls.json")));
    }

    @Test
    void readsPagesThatStandOneBehindTheOther() throws IOException {
        Path network = copyOfNetwork();
        Path interfaces = network.resolve("network-interfaces.json");
        Files.writeString(
                interfaces, "{\"NetworkInterfaces\": [], \"NextToken\": \"t\"}\n" + Files.readString(interfaces));

        Explain run = Explain.run(network, Explain.write(folder.resolve("flows.log"), REJECT), "-o", "jsonl");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(explain("jsonl", REJECT).out());
    }

    private Explain explain(String output, String... lines) {
        return Explain.run(Explain.network(), Explain.write(folder.resolve("flows.log"), lines), "-o", output);
    }

    private Path copyOfNetwork() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("network"));
        try (Stream<Path> files = Files.list(Explain.network())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
