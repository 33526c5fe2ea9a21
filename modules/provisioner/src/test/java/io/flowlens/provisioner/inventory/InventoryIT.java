package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowlens.provisioner.AwsNetworks.Network;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.sandbox.aws.Refusal;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.InventoryJson;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

class InventoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private static KafkaBroker broker;
    private static KafkaSettings kafka;
    private static int run;

    private final Sandbox sandbox = new Sandbox();
    private final Ec2Client ec2 = sandbox.clients().ec2();
    private final Topics topics = new Topics("test%d.".formatted(run++), 1);
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker(@TempDir Path data) {
        broker = KafkaBroker.start(data, 0);
        kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("test"), Duration.ofSeconds(30))) {
            admin.createMissing(topics);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        sandbox.close();
    }

    @AfterEach
    void holdsEveryRecordAgainstTheSchema() {
        assertThat(consumed())
                .allSatisfy(record -> assertThat(InventorySchema.errors(record))
                        .as("%s %s", record.key(), record.headers())
                        .isEmpty());
    }

    @Test
    void publishesTheWholeNetworkAndThenNothing() {
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        List<InventoryRecord> first = published();

        awaitCompletePollAfter(inventory, Instant.now());

        assertThat(first)
                .extracting(InventoryRecord::type)
                .contains(
                        InventoryType.VPC,
                        InventoryType.SUBNET,
                        InventoryType.NETWORK_ACL,
                        InventoryType.SECURITY_GROUP);
        assertThat(published()).hasSameSizeAs(first);
        assertThat(inventory.health().ready()).isTrue();
    }

    @Test
    void publishesWhatTheContractCanRead() {
        awaitCompletePollAfter(started(), Instant.now());

        assertThat(published()).allSatisfy(record -> {
            assertThat(record.account()).isEqualTo("123456789012");
            assertThat(record.region()).isEqualTo("us-east-1");
            assertThat(InventoryJson.resource(record.type(), record.json()).isPresent())
                    .isEqualTo(record.type() != InventoryType.FLOW_LOG);
        });
    }

    @Test
    void publishesAChangedGroupAloneWithTheTimeItWasAsked() {
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        int before = published().size();
        String groupId = ec2.describeSecurityGroups().securityGroups().get(0).groupId();
        long changed = System.currentTimeMillis();

        ec2.authorizeSecurityGroupIngress(
                authorize -> authorize.groupId(groupId).ipPermissions(https()));
        awaitCompletePollAfter(inventory, Instant.now());

        assertThat(published().subList(before, published().size()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.id()).isEqualTo(groupId);
                    assertThat(record.seenAt()).isBetween(changed - INTERVAL.toMillis(), System.currentTimeMillis());
                    assertThat(record.json())
                            .asString()
                            .contains("\"SecurityGroupRules\":", "\"CidrIpv4\":\"203.0.113.0/24\"");
                });
    }

    @Test
    void publishesATombstoneForADeletedGroup() {
        String groupId = createGroup();
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());

        ec2.deleteSecurityGroup(delete -> delete.groupId(groupId));
        awaitCompletePollAfter(inventory, Instant.now());

        assertThat(latest().get(groupId).gone()).isTrue();
    }

    @Test
    void writesOnlyChangesAfterARestart() {
        String groupId = createGroup();
        InventoryService before = started();
        awaitCompletePollAfter(before, Instant.now());
        before.close();
        int count = published().size();
        ec2.deleteSecurityGroup(delete -> delete.groupId(groupId));

        awaitCompletePollAfter(started(), Instant.now());

        assertThat(published().subList(count, published().size()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.id()).isEqualTo(groupId);
                    assertThat(record.gone()).isTrue();
                });
    }

    @Test
    void keepsTheLastStateAndSaysSoWhileOneTypeCannotBeRead() {
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        int before = published().size();

        sandbox.faults().fail("ec2:DescribeSubnets", 1);
        await().atMost(LIMIT).until(() -> !inventory.health().ready());

        assertThat(inventory.health().live()).isTrue();
        assertThat(inventory.health().detail()).contains("cannot describe subnets");
        assertThat(published()).hasSize(before);

        sandbox.faults().clear();
        await().atMost(LIMIT).until(() -> inventory.health().ready());
    }

    @Test
    void saysWhichCallIsRefusedAndWhyAndGoesOnAfterwards() {
        sandbox.faults()
                .refuse("ec2:DescribeVpcs", Refusal.always(403, "ExpiredToken", "The security token is expired"));
        InventoryService inventory = started();
        await().atMost(LIMIT)
                .until(() -> inventory
                        .health()
                        .detail()
                        .contains("cannot describe vpcs: AWS does not accept the credentials"));

        sandbox.faults()
                .refuse(
                        "ec2:DescribeVpcs",
                        Refusal.always(403, "UnauthorizedOperation", "explicit deny in a service control policy"));
        await().atMost(LIMIT)
                .until(() -> inventory.health().detail().contains("cannot describe vpcs: the organization forbids it"));
        assertThat(inventory.lastCompletePoll()).isEmpty();

        sandbox.faults().clear();
        await().atMost(LIMIT).until(() -> inventory.health().ready());
    }

    @Test
    void marksHowFarTheTopicIsCompleteAfterEachCompleteLook() {
        long before = System.currentTimeMillis();
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        sandbox.faults().fail("ec2:DescribeSubnets", 1);
        await().atMost(LIMIT).until(() -> !inventory.health().ready());
        List<ConsumerRecord<String, byte[]>> records = consumed();
        Inventory read = new Inventory();

        assertThat(records.get(0).key()).as("a first look is under way").startsWith("mark/");
        read.apply(records.get(0).key(), records.get(0).value(), records.get(0).headers(), 0);
        assertThat(read.reached(null, "123456789012", "us-east-1")).isZero();
        records.forEach(record -> read.apply(record.key(), record.value(), record.headers(), record.timestamp()));
        long reached = read.reached(null, "123456789012", "us-east-1");
        assertThat(reached).isGreaterThanOrEqualTo(before);
        await().pollDelay(INTERVAL.multipliedBy(3)).until(() -> true);
        assertThat(consumed()).as("no mark after a look that failed").hasSameSizeAs(records);
    }

    @Test
    void saysWhoMadeAChangeOnceCloudTrailKnows() {
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        String groupId = ec2.describeSecurityGroups().securityGroups().get(0).groupId();
        long before = System.currentTimeMillis();
        ec2.authorizeSecurityGroupIngress(
                authorize -> authorize.groupId(groupId).ipPermissions(https()));
        awaitCompletePollAfter(inventory, Instant.now());
        InventoryRecord change = latest().get(groupId);

        Inventory read = new Inventory();
        await().atMost(LIMIT).until(() -> {
            consumed().forEach(record -> read.apply(record.key(), record.value(), record.headers(), 0));
            return !read.callsOf(groupId, change.seenAt()).isEmpty();
        });

        assertThat(read.callsOf(groupId, change.seenAt())).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("AuthorizeSecurityGroupIngress");
            assertThat(call.by()).isEqualTo("arn:aws:iam::123456789012:root");
            assertThat(call.at()).isBetween(before - 1_000, change.seenAt() + 1_000);
        });
    }

    @Test
    void goesOnWithoutCloudTrail() {
        sandbox.faults().fail("cloudtrail:LookupEvents", 1);
        InventoryService inventory = started();
        awaitCompletePollAfter(inventory, Instant.now());
        String groupId = ec2.describeSecurityGroups().securityGroups().get(0).groupId();

        ec2.authorizeSecurityGroupIngress(
                authorize -> authorize.groupId(groupId).ipPermissions(https()));
        awaitCompletePollAfter(inventory, Instant.now());

        assertThat(inventory.health().ready()).isTrue();
        assertThat(latest().get(groupId).json()).asString().contains("203.0.113.0/24");
    }

    @Test
    void outlivesThrottling() {
        sandbox.faults().throttle("ec2:*", 0.2);

        InventoryService inventory = started();

        awaitCompletePollAfter(inventory, Instant.now());
    }

    @Test
    void saysThatItIsNotReadyBeforeTheFirstPollAndStopsWhenClosed() {
        sandbox.faults().delay("ec2:*", Duration.ofSeconds(1));

        InventoryService inventory = started();

        assertThat(inventory.health().ready()).isFalse();
        assertThat(inventory.lastCompletePoll()).isEmpty();
        inventory.close();
        assertThat(inventory.health().live()).isFalse();
    }

    private String createGroup() {
        String vpcId = ec2.describeVpcs().vpcs().get(0).vpcId();
        return ec2.createSecurityGroup(create ->
                        create.groupName("short-lived").description("test").vpcId(vpcId))
                .groupId();
    }

    private InventoryService started() {
        Meters meters = new Meters();
        InventoryService inventory = new InventoryService(
                List.of(new Network("here", sandbox.clients())),
                kafka,
                topics,
                meters,
                new InventorySettings(INTERVAL, true));
        open.add(inventory);
        open.add(meters);
        inventory.start();
        return inventory;
    }

    /** Waits for two: the first may have been under way already. */
    private static void awaitCompletePollAfter(InventoryService inventory, Instant time) {
        Instant first = awaitPollAfter(inventory, time);
        awaitPollAfter(inventory, first);
    }

    private static Instant awaitPollAfter(InventoryService inventory, Instant time) {
        return await().atMost(LIMIT)
                .until(() -> inventory.lastCompletePoll().orElse(Instant.MIN), completed -> completed.isAfter(time));
    }

    private Map<String, InventoryRecord> latest() {
        return published().stream()
                .collect(Collectors.toMap(InventoryRecord::id, record -> record, (older, newer) -> newer));
    }

    private List<InventoryRecord> published() {
        return consumed().stream()
                .filter(record -> !record.key().contains("/"))
                .map(record -> InventoryRecord.of(record.key(), record.value(), record.headers(), record.timestamp()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> consumed() {
        return InventoryTopic.records(kafka, topics);
    }

    private static IpPermission https() {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .ipRanges(IpRange.builder().cidrIp("203.0.113.0/24").build())
                .build();
    }
}
