package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.broker.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;

/** The inventory by the command line, on no more than the permissions that its policy gives. */
class InventoryCommandIT {

    @TempDir
    private Path data;

    @Test
    void describesTheNetworkOnItsPolicy() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try (KafkaBroker broker = KafkaBroker.start(data, 0);
                AwsEndpoint aws = AwsEndpoint.start(AwsConfig.defaults())) {
            makePrefixList(aws);
            RecordedCalls.forget();
            try (FollowingRun run = new FollowingRun(
                    "inventory",
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--endpoint-url",
                    aws.uri().toString())) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .ignoreExceptions() // the topic is made by the command under test
                        .until(() -> records(broker) > 0);
                assertThat(run.end().exitCode()).isZero();
            }
            RecordedCalls.assertAllowedBy(Set.of(), "policy", "inventory");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    private static void makePrefixList(AwsEndpoint aws) {
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(aws.uri())
                .overrideConfiguration(RecordedCalls.unheard())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            ec2.createManagedPrefixList(create -> create.prefixListName("offices")
                    .addressFamily("IPv4")
                    .maxEntries(1)
                    .entries(AddPrefixListEntry.builder().cidr("203.0.113.0/24").build()));
        }
    }

    private static long records(KafkaBroker broker) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        TopicPartition partition = new TopicPartition("vpc.inventory", 0);
        try (Admin admin = Admin.create(settings)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
