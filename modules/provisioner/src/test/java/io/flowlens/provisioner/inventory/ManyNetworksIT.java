package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.AwsNetworks;
import io.flowlens.provisioner.AwsNetworks.Roles;
import io.flowlens.provisioner.iam.ProductPolicies;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Place;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** Two accounts in two regions each, looked at from a third by roles. */
class ManyNetworksIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final String EXTERNAL_ID = "a secret between us";

    @TempDir
    private Path data;

    @Test
    void oneAccountThatCannotBeLookedAtDoesNotHoldUpTheOthersAndIsTriedAgain() {
        Topics topics = Topics.withDefaults();
        try (KafkaBroker broker = KafkaBroker.start(data, 0);
                AwsEndpoint aws = AwsEndpoint.start(AwsConfig.defaults()
                        .with(
                                new Place(ONE, "us-east-1"),
                                new Place(ONE, "eu-west-1"),
                                new Place(TWO, "us-east-1"),
                                new Place(TWO, "eu-west-1")));
                AwsNetworks networks = networks(aws, makeRole(aws, ONE, EXTERNAL_ID), makeRole(aws, TWO, "another"));
                Meters meters = new Meters()) {
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
            try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), Duration.ofSeconds(30))) {
                admin.createMissing(topics);
            }
            InventoryService inventory = new InventoryService(
                    networks.all(), kafka, topics, meters, InventorySettings.every(Duration.ofMillis(300)));
            try {
                inventory.start();
                await().atMost(LIMIT).until(() -> marked(kafka, topics).containsAll(places(ONE)));
                await().atMost(LIMIT)
                        .until(() -> inventory.health().detail().startsWith("2 of 4 networks are incomplete: "));

                assertThat(inventory.health().ready()).isFalse();
                assertThat(inventory.health().detail())
                        .contains(TWO + "/us-east-1: ", "sts:AssumeRole", "arn:aws:iam::222222222222:role/looker");
                assertThat(inventory.lastCompletePoll())
                        .as("no look at all of them is complete")
                        .isEmpty();
                assertThat(marked(kafka, topics)).containsExactlyInAnyOrderElementsOf(places(ONE));
                assertThat(accounts(kafka, topics)).containsExactly(ONE);
                assertThat(meters.scrape("text/plain"))
                        .contains("flowlens_inventory_incomplete_networks 2.0")
                        .doesNotContain(ONE, TWO);

                trust(aws, TWO, EXTERNAL_ID);
                await().atMost(LIMIT).until(() -> marked(kafka, topics).containsAll(places(TWO)));
                await().atMost(LIMIT).until(() -> inventory.health().ready());

                assertThat(accounts(kafka, topics)).containsExactlyInAnyOrder(ONE, TWO);
                int written = InventoryTopic.records(kafka, topics).stream()
                        .filter(record -> !record.key().startsWith("mark/"))
                        .toList()
                        .size();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                assertThat(InventoryTopic.records(kafka, topics))
                        .filteredOn(record -> !record.key().startsWith("mark/"))
                        .as("changes only")
                        .hasSize(written);
            } finally {
                inventory.close();
            }
        }
    }

    private static AwsNetworks networks(AwsEndpoint aws, String... roles) {
        return new AwsNetworks(
                AwsAccess.at(aws.uri(), "us-east-1", anybody("test")),
                List.of("us-east-1", "eu-west-1"),
                new Roles(List.of(roles), Optional.of(EXTERNAL_ID)));
    }

    private static StaticCredentialsProvider anybody(String key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, key));
    }

    private static String makeRole(AwsEndpoint aws, String account, String externalId) {
        try (IamClient iam = iam(aws, account)) {
            return iam.createRole(create -> create.roleName("looker").assumeRolePolicyDocument(trust(externalId)))
                    .role()
                    .arn();
        }
    }

    private static void trust(AwsEndpoint aws, String account, String externalId) {
        try (IamClient iam = iam(aws, account)) {
            iam.updateAssumeRolePolicy(update -> update.roleName("looker").policyDocument(trust(externalId)));
        }
    }

    private static String trust(String externalId) {
        return new ProductPolicies(new AwsIdentity("123456789012", "us-east-1", "aws"))
                .trust(Optional.of(externalId))
                .json();
    }

    private static IamClient iam(AwsEndpoint aws, String account) {
        return IamClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(aws.uri())
                .credentialsProvider(anybody(account))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static Set<String> places(String account) {
        return Set.of(account + "/us-east-1", account + "/eu-west-1");
    }

    /** Networks of which everything was seen once. */
    private static Set<String> marked(KafkaSettings kafka, Topics topics) {
        Inventory read = new Inventory();
        InventoryTopic.records(kafka, topics)
                .forEach(record -> read.apply(record.key(), record.value(), record.headers(), record.timestamp()));
        return List.of(ONE, TWO).stream()
                .flatMap(account -> places(account).stream())
                .filter(place -> complete(read.reached(null, place.split("/")[0], place.split("/")[1])))
                .collect(Collectors.toSet());
    }

    private static boolean complete(long reached) {
        return reached > 0 && reached != Inventory.WITHOUT_MARKS;
    }

    private static Set<String> accounts(KafkaSettings kafka, Topics topics) {
        return InventoryTopic.records(kafka, topics).stream()
                .map(record -> new String(record.headers().lastHeader("account").value()))
                .collect(Collectors.toSet());
    }
}
