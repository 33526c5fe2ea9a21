package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "sandbox",
                "alerts",
                "flows",
                "ingest",
                "inventory",
                "topology",
                "notify",
                "topics",
                "explain",
                "verdicts",
                "diagnose",
                "completion",
                "lab",
                "whatif",
                "subscribe",
                "unsubscribe",
                "policy",
                "doctor"
            })
    void explainsEveryCommand(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: flowlens " + command).contains("--help");
        assertThat(CommandLineRun.of("--help").out()).contains("  " + command + " ");
    }

    @Test
    void answersWrongUsageWithTwo() {
        assertThat(CommandLineRun.of("demo", "--paace", "3").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("demo", "--pace", "0").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("nonsense").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("sandbox", "--chaos", "war").err()).contains("No chaos is called 'war'");
        assertThat(CommandLineRun.of().exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("ingest").err()).contains("--stream");
    }

    @Test
    void saysWhatIsWrongWithoutPrintingAllOfTheHelp() {
        assertThat(CommandLineRun.of("ingest", "--stream", "s", "--start", "yesterday")
                        .err()
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("flowlens: ")
                .contains("--start", "yesterday");
        assertThat(CommandLineRun.of("demo", "--paace", "3").err())
                .contains("Unknown option", "--paace", "Possible solutions: --pace", "'flowlens demo --help'");
        assertThat(CommandLineRun.of().err()).contains("which command?", "explain", "ingest");
    }

    @Test
    void printsAScriptThatCompletes() {
        assertThat(CommandLineRun.of("completion", "bash").out())
                .contains("complete", "flowlens", "--bootstrap-server", "flows");
        assertThat(CommandLineRun.of("completion", "fish").exitCode()).isEqualTo(2);
    }

    @Test
    void saysInOneSentenceThatTheBrokerDoesNotAnswer() {
        CommandLineRun run = CommandLineRun.of("alerts", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("127.0.0.1:1", "--bootstrap-server");
    }

    @Test
    void saysInOneSentenceThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun run = CommandLineRun.of("sandbox", "--aws-port", "" + other.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines()).singleElement().asString().contains("" + other.getLocalPort());
        }
    }

    @Test
    void startsAwsAloneWhereThereIsABrokerAlready() {
        Thread.currentThread().interrupt(); // as Ctrl-C does, and before the wait for it

        CommandLineRun run = CommandLineRun.of("sandbox", "--aws-only", "--aws-address", "localhost");

        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("AWS    http://localhost:", "export AWS_ENDPOINT_URL=http://localhost:")
                .doesNotContain("Kafka", "FLOWLENS_BOOTSTRAP_SERVERS");
    }

    @Test
    void saysInOneSentenceThatTheDataFolderCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        CommandLineRun run =
                CommandLineRun.of("demo", "--data", file.resolve("below").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains(file.toString(), "choose another");
    }

    @Test
    void saysInOneSentenceThatTheClientSettingsCannotBeRead() {
        CommandLineRun run = CommandLineRun.of(
                "alerts", "--command-config", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("--command-config", "none");
    }

    @Test
    void printsThePlanOfTopicsWithoutABroker() {
        CommandLineRun run = CommandLineRun.of("topics", "--topic-prefix", "team.");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("team.flow-logs", "retention.ms=604800000", "cleanup.policy=compact,delete");
    }

    @Test
    void refusesATopicPrefixThatKafkaWouldNotTake() {
        CommandLineRun run = CommandLineRun.of("topics", "--topic-prefix", "No Dots");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'No Dots'");
    }
}
