package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Place;
import io.flowlens.sandbox.aws.Refusal;
import io.flowlens.sandbox.broker.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.iam.IamClient;

/** The inventory by the command line, on no more than the permissions that its policy gives. */
@ExtendWith(SandboxKeys.class)
class InventoryCommandIT {

    private static final String OTHER = "222222222222";

    @TempDir
    private Path data;

    private KafkaBroker broker;
    private AwsEndpoint aws;
    private Ec2Client ec2;

    @BeforeEach
    void start() {
        broker = KafkaBroker.start(data, 0);
        aws = AwsEndpoint.start(AwsConfig.defaults().with(new Place(OTHER, "eu-west-1")));
        ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(aws.uri())
                .overrideConfiguration(RecordedCalls.unheard())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        ec2.close();
        aws.close();
        broker.close();
    }

    /** Every look is the same but for who made a change: so the run that asks that has the calls of both. */
    @Test
    void describesTheNetworkOnItsPolicy() {
        makePrefixList();
        RecordedCalls.forget();
        try (FollowingRun run = inventory()) {
            await().until(() -> keys().stream().anyMatch(key -> key.startsWith("pl-")));
            await().until(() -> marks() > 1);
            assertThat(run.end().exitCode()).isZero();
        }
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "inventory");

        try (FollowingRun run = inventory("--cloudtrail")) {
            long before = marks();
            await().until(() -> marks() > before);
            openGroup();
            await().until(() -> keys().stream().anyMatch(key -> key.startsWith("hint/")));
            assertThat(run.end().exitCode()).isZero();
        }
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "inventory", "--cloudtrail");
    }

    @Test
    void looksAtAnotherAccountThroughTheRoleThatItsPoliciesAreFor() {
        String role = "arn:aws:iam::%s:role/looker".formatted(OTHER);
        String trust = policy("inventory-trust", "--external-id", "ours").out();
        RecordedCalls.forget();

        try (FollowingRun refused = inventory("--assume-role", role, "--region", "eu-west-1")) {
            await().until(() -> RecordedCalls.heard("sts:AssumeRole"));
            assertThat(refused.end().exitCode()).isZero();
        }
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "inventory", "--assume-role", role);
        try (IamClient iam = IamClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(aws.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(OTHER, OTHER)))
                .overrideConfiguration(RecordedCalls.unheard())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            iam.createRole(create -> create.roleName("looker").assumeRolePolicyDocument(trust));
        }
        try (FollowingRun run =
                inventory("--assume-role", role, "--external-id", "ours", "--region", "eu-west-1,us-east-1")) {
            await().until(() -> keys().stream().anyMatch(key -> key.startsWith("vpc-")));
            await().until(() -> Collections.frequency(keys(), "mark/%s/eu-west-1".formatted(OTHER)) > 1);
            assertThat(run.end().exitCode()).isZero();
        }
        assertThat(keys())
                .as("a region that it has not is begun with, and never done with")
                .containsOnlyOnce("mark/%s/us-east-1".formatted(OTHER));
    }

    @Test
    void looksOnceAndSaysHowItWent() {
        CommandLineRun once = CommandLineRun.of(
                "inventory",
                "--no-follow",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--endpoint-url",
                aws.uri().toString());
        assertThat(once.exitCode()).as(once.err()).isZero();
        assertThat(once.err()).contains("inventory: ", " resources as of ");

        aws.faults().refuse("ec2:DescribeVpcs", Refusal.always(403, "UnauthorizedOperation", "No."));
        CommandLineRun refused = CommandLineRun.of(
                "inventory",
                "--no-follow",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--endpoint-url",
                aws.uri().toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("cannot describe vpcs", "UnauthorizedOperation");
    }

    @Test
    void saysWhatIsNoRoleAndWhatItsPoliciesAre() throws Exception {
        assertThat(CommandLineRun.of("inventory", "--assume-role", "looker").err())
                .contains("'looker' is not the ARN");
        assertThat(policy("inventory", "--region", "eu-west-1,us-east-2").out())
                .contains("\"eu-west-1\",", "arn:aws:ec2:us-east-2:*:prefix-list/*");
        JsonNode trust = new ObjectMapper()
                .readTree(policy("inventory-trust", "--external-id", "ours").out())
                .path("Statement")
                .get(0);
        assertThat(trust.at("/Principal/AWS").asText()).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(trust.at("/Condition/StringEquals").path("sts:ExternalId").asText())
                .isEqualTo("ours");
    }

    private static CommandLineRun policy(String... words) {
        List<String> command = new ArrayList<>(List.of("policy"));
        command.addAll(List.of(words));
        command.addAll(List.of("--account", "123456789012"));
        return CommandLineRun.of(command.toArray(String[]::new));
    }

    private FollowingRun inventory(String... more) {
        List<String> command = new ArrayList<>(List.of("inventory", "--follow", "--interval", "PT0.3S"));
        command.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
        command.addAll(List.of("--endpoint-url", aws.uri().toString()));
        command.addAll(List.of(more));
        return new FollowingRun(command.toArray(String[]::new));
    }

    private void makePrefixList() {
        ec2.createManagedPrefixList(create -> create.prefixListName("offices")
                .addressFamily("IPv4")
                .maxEntries(1)
                .entries(AddPrefixListEntry.builder().cidr("203.0.113.0/24").build()));
    }

    private void openGroup() {
        String group = ec2.describeSecurityGroups().securityGroups().get(0).groupId();
        ec2.authorizeSecurityGroupIngress(
                authorize -> authorize.groupId(group).ipProtocol("icmp").cidrIp("203.0.113.0/24"));
    }

    private ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions(); // the topic is made by the command under test
    }

    private long marks() {
        return keys().stream().filter(key -> key.startsWith("mark/")).count();
    }

    private List<String> keys() {
        TopicPartition partition = new TopicPartition("vpc.inventory", 0);
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            List<String> keys = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            }
            return keys;
        }
    }
}
