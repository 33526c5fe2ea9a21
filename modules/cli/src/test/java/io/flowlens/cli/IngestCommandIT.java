package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.broker.KafkaBroker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SandboxKeys.class)
class IngestCommandIT {

    private static final String HEADER = "version account-id interface-id action";

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static KafkaBroker broker;
    private static int prefixes;

    private final String prefix = "t" + prefixes++ + ".";

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(data, 0);
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void readsAFileOnce() throws IOException {
        Path file = gzip("flows.log.gz", HEADER + "\n2 1 eni-0a ACCEPT\n2 1 eni-0b REJECT\n2 1 eni-0a REJECT\n");

        CommandLineRun first = run("ingest", "--file", file.toString());
        CommandLineRun again = run("ingest", "--file", file.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err().lines()).singleElement().asString().contains("3 lines read", "0 unreadable");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("nothing is new");
        assertThat(flowLogs())
                .containsExactlyInAnyOrder(
                        "eni-0a [" + HEADER + "] 2 1 eni-0a ACCEPT|2 1 eni-0a REJECT",
                        "eni-0b [" + HEADER + "] 2 1 eni-0b REJECT");
    }

    @Test
    void readsStandardInputInTheFormatGiven() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("eni-0a REJECT\n".getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLineRun run = run("ingest", "--file", "-", "--format", "${interface-id} ${action}");

            assertThat(run.exitCode()).as(run.err()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(flowLogs()).containsExactly("eni-0a [${interface-id} ${action}] eni-0a REJECT");
    }

    @Test
    void countsAFileThatIsNoTextAndEnds() throws IOException {
        Path parquet = Files.writeString(folder.resolve("flows.parquet"), "PAR1 and so on");

        CommandLineRun run = run("ingest", "--file", parquet.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("0 lines read", "1 unreadable; the dead letters' topic has it");
    }

    @Test
    void tellsAnEmptyFileFromOneThatWasReadBefore() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.log"));

        assertThat(run("ingest", "--file", file.toString()).err())
                .contains("0 lines read, 0 unreadable: there is nothing in it");
        assertThat(run("ingest", "--file", file.toString()).err()).contains("nothing is new");
    }

    @Test
    void showsHowFarEachSourceIsRead() throws IOException {
        assertThat(run("ingest", "status").err()).contains("nothing was ingested yet");
        Path file = gzip("flows.log.gz", "2 1 eni-0a\n2 1 eni-0a\n");
        run("ingest", "--file", file.toString());

        CommandLineRun table = run("ingest", "status");
        CommandLineRun json = run("ingest", "status", "-o", "json");

        assertThat(table.out().lines().toList()).hasSize(2);
        assertThat(table.out().lines().toList().get(1)).matches("file +" + file + " +ended +0\\.0 s +\\S+Z +2");
        assertThat(json.out()).contains("\"source\":\"file\"", "\"state\":\"ended\"", "\"position\":\"2\"");
    }

    @Test
    void saysInOneSentenceThatTheSourceIsNotThere() {
        try (AwsEndpoint aws = AwsEndpoint.start(AwsConfig.defaults())) {
            for (String source : List.of("--stream", "--log-group")) {
                CommandLineRun run = run("ingest", source, "missing", "--endpoint-url", aws.uri() + "");

                assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
                assertThat(run.err().lines()).singleElement().asString().contains("missing");
            }
        }
    }

    private CommandLineRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-server", broker.bootstrapServers(), "--topic-prefix", prefix));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private List<String> flowLogs() {
        return IngestedRecords.of(broker.bootstrapServers(), prefix);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
