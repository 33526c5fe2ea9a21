package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.broker.KafkaBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What is wrong is found out by one command, and so is that nothing is. */
class DoctorCommandIT {

    private static final String TRUST =
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final StaticCredentialsProvider ROOT =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("root", "root"));

    @TempDir
    private static Path data;

    private static KafkaBroker broker;

    private AwsEndpoint aws;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(data, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        aws = AwsEndpoint.start(AwsConfig.defaults());
        System.setProperty("aws.accessKeyId", "root");
        System.setProperty("aws.secretAccessKey", "root");
    }

    @AfterEach
    void stop() {
        aws.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.sessionToken");
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        CommandLineRun.of("topics", "--create", "--bootstrap-server", broker.bootstrapServers());

        CommandLineRun run = doctor("--listen", "127.0.0.1:0");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out().lines())
                .hasSize(11)
                .allMatch(line -> line.startsWith("ok "))
                .anyMatch(line -> line.contains("arn:aws:iam::123456789012:root in account 123456789012"))
                .anyMatch(line -> line.contains("kafka topics") && line.contains("as planned"))
                .anyMatch(line -> line.contains("kafka clock") && line.contains("the brokers' controller"))
                .anyMatch(line -> line.contains("aws clock") && line.contains(" AWS"))
                .anyMatch(line -> line.contains("permissions inventory")
                        && line.contains("tried calls that change nothing; not to be tried without doing it:"
                                + " ec2:GetManagedPrefixListEntries"));
    }

    @Test
    void saysWhatIsOutOfReachAndThatTheRestWasNotChecked() {
        CommandLineRun run = CommandLineRun.of(
                "doctor", "--endpoint-url", "http://127.0.0.1:1", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .anyMatch(line ->
                        line.startsWith("failed") && line.contains("kafka  ") && line.contains("--bootstrap-server"))
                .anyMatch(line ->
                        line.startsWith("failed") && line.contains("aws identity") && line.contains("--endpoint-url"))
                .anyMatch(line ->
                        line.startsWith("warning") && line.contains("kafka topics") && line.contains("not checked"))
                .anyMatch(line -> line.startsWith("warning") && line.contains("permissions inventory"))
                .anyMatch(line -> line.startsWith("ok") && line.contains("jdk"));
    }

    @Test
    void namesEachActionThatARoleLacks() throws Exception {
        String enough = CommandLineRun.of("policy", "inventory", "--account", "123456789012")
                .out();
        String ask = CommandLineRun.of("policy", "doctor", "--account", "123456789012")
                .out();
        actAs(
                "looker",
                Map.of("look", enough.replace("\"ec2:DescribeFlowLogs\"", "\"ec2:DescribeRegions\""), "ask", ask));
        RecordedCalls.forget();

        CommandLineRun run = doctor("--for", "inventory", "-o", "json");

        RecordedCalls.assertAllowedBy(Set.of(), "policy", "doctor");
        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode finding = finding(run, "permissions inventory");
        assertThat(finding.path("status").asText()).isEqualTo("failed");
        assertThat(finding.path("detail").asText())
                .isEqualTo("missing: ec2:DescribeFlowLogs (asked IAM's policy simulator)");
        assertThat(finding.path("advice").asText()).contains("flowlens policy inventory");
        assertThat(finding(run, "aws identity").path("detail").asText()).contains("assumed-role/looker/");
    }

    @Test
    void isContentWithARoleThatHasItsPolicyAndNoMore() throws Exception {
        for (String[] part : new String[][] {
            {"inventory", "--cloudtrail"},
            {"lab"},
            {"subscribe", "--log-group", "flows"},
            {"ingest-stream-pushed", "--stream", "flows"},
            {"ingest-queue", "--bucket", "flows", "--queue", "news"}
        }) {
            List<String> policy = new ArrayList<>(List.of("policy"));
            policy.addAll(List.of(part));
            policy.addAll(List.of("--account", "123456789012"));
            actAs(
                    part[0],
                    Map.of(
                            "it",
                            CommandLineRun.of(policy.toArray(String[]::new)).out()));
            List<String> command = new ArrayList<>(List.of(part).subList(1, part.length));
            command.addAll(List.of("--for", part[0], "-o", "json"));

            CommandLineRun run = doctor(command.toArray(String[]::new));

            assertThat(finding(run, "permissions " + part[0]).path("detail").asText())
                    .isEqualTo("nothing is missing (asked IAM's policy simulator)");
        }
    }

    @Test
    void saysWhoHoldsAPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun run = doctor("--listen", "127.0.0.1:" + other.getLocalPort());

            assertThat(run.out().lines())
                    .anyMatch(line -> line.startsWith("warning")
                            && line.contains("127.0.0.1:%d is held by java (process %d)"
                                    .formatted(
                                            other.getLocalPort(),
                                            ProcessHandle.current().pid())));
        }
    }

    @Test
    void saysInWhatATopicIsNotAsPlanned() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("other.inventory", 3, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "0"))))
                    .all()
                    .get();
        }

        CommandLineRun run = doctor("--topic-prefix", "other.");

        assertThat(run.out())
                .contains(
                        "other.inventory has 3 partitions, planned are 1",
                        "other.inventory has min.compaction.lag.ms=0, planned is 2592000000",
                        "missing: other.flow-logs");
    }

    @Test
    void refusesAPartWhoseResourceItIsNotTold() {
        assertThat(doctor("--for", "ingest-stream")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("name it with --stream");
        });
        assertThat(doctor("--for", "everything").exitCode()).isEqualTo(2);
    }

    private CommandLineRun doctor(String... more) {
        List<String> command =
                new ArrayList<>(List.of("doctor", "--endpoint-url", aws.uri().toString()));
        command.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
        command.addAll(List.of(more));
        return CommandLineRun.of(command.toArray(String[]::new));
    }

    private static JsonNode finding(CommandLineRun run, String check) throws Exception {
        for (JsonNode finding : new ObjectMapper().readTree(run.out())) {
            if (finding.path("check").asText().equals(check)) {
                return finding;
            }
        }
        throw new AssertionError("no " + check + " in " + run.out());
    }

    /** Makes a role with these policies, and has the commands that follow act in it. */
    private void actAs(String role, Map<String, String> policies) {
        try (IamClient iam = IamClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(aws.uri())
                        .credentialsProvider(ROOT)
                        .overrideConfiguration(RecordedCalls.unheard())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                StsClient sts = StsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(aws.uri())
                        .credentialsProvider(ROOT)
                        .overrideConfiguration(RecordedCalls.unheard())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            String arn = iam.createRole(create -> create.roleName(role).assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            policies.forEach((name, document) ->
                    iam.putRolePolicy(put -> put.roleName(role).policyName(name).policyDocument(document)));
            Credentials session = sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("test"))
                    .credentials();
            System.setProperty("aws.accessKeyId", session.accessKeyId());
            System.setProperty("aws.secretAccessKey", session.secretAccessKey());
            System.setProperty("aws.sessionToken", session.sessionToken());
        }
    }
}
