package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look, on a real broker with a real topology behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private final Topics topics = Topics.withDefaults();
    private final long now = System.currentTimeMillis() / 1_000;
    private KafkaBroker broker;
    private KafkaSettings kafka;
    private TopologyService topology;

    @BeforeAll
    void start() {
        broker = KafkaBroker.start(data.resolve("kafka"), 0);
        kafka = KafkaSettings.of(broker.bootstrapServers(), Map.of());
        assertThat(run("topics", "--create").exitCode()).isZero();
        try (var producer =
                new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new ByteArraySerializer())) {
            network(producer);
        }
        flows(ping("REJECT", now - 120), ping("REJECT", now - 60), "not a flow at all");
        topology = topology("first");
        await().atMost(PATIENCE).until(() -> !alerts().isBlank());
    }

    @AfterAll
    void stop() {
        topology.close();
        broker.close();
    }

    @Test
    void alertsShowsWhoCannotReachWhom() {
        assertThat(run("alerts").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("firing")
                .contains("client (i-a) cannot reach server (i-b), icmp", "SG_HAS_NO_RULES sg-1");
        assertThat(run("alerts", "-o", "wide").out())
                .contains("aws ec2 authorize-security-group-ingress --group-id sg-1")
                .contains("opens      all 2 interfaces of sg-1 (lab)")
                .contains("check      flowlens diagnose --from i-a --to eni-b --protocol icmp");
        assertThat(alerts()).startsWith("{\"schemaVersion\":1,\"fingerprint\":\"");
        assertThat(run("alerts", "-o", "json").out())
                .startsWith("[\n  {\"schemaVersion\":1")
                .endsWith("}\n]\n");
        assertThat(run("alerts", "-o", "raw").out()).contains("2 1 eni-b 10.0.0.1 10.0.0.2 0 0 1 1 84");
    }

    @Test
    void alertsAnswersWithThreeWhenAskedWhetherThereAreAny() {
        assertThat(run("alerts", "--exit-code", "--kind", "broken-path").exitCode())
                .isEqualTo(3);
        assertThat(run("alerts", "--exit-code", "--kind", "sweep").exitCode()).isZero();
        assertThat(run("alerts", "--kind", "sweep").err()).contains("no such alerts");
    }

    @Test
    void flowsShowsNamesAndCauses() {
        assertThat(run("flows", "--action", "reject").out().lines())
                .hasSizeGreaterThan(2)
                .last()
                .asString()
                .contains("REJECT", "client (10.0.0.1)", "server (10.0.0.2)", "icmp", "SG_HAS_NO_RULES sg-1");
        assertThat(run("flows", "--action", "none").out()).isBlank();
        assertThat(run("flows", "-o", "jsonl", "--last", "1").out().lines())
                .singleElement()
                .asString()
                .contains("\"source\":{\"kind\":\"instance\",\"id\":\"i-a\",\"name\":\"client\"");
    }

    @Test
    void flowsFiltersByEndsAndTime() {
        assertThat(rows("flows", "--from", "client", "--to", "10.0.0.0/24")).isPositive();
        assertThat(rows("flows", "--from", "server")).isZero();
        assertThat(rows("flows", "--not", "--from", "clie*")).isZero();
        assertThat(rows("flows", "--cause", "sg-1", "--since", "1h")).isPositive();
        assertThat(rows("flows", "--since", "1h", "--until", "30m")).isZero();
        assertThat(rows("flows", "--limit", "1")).isOne();
        assertThat(rows("flows", "--last", "1", "--follow", "--limit", "1")).isOne();
        assertThat(run("flows", "--follow", "-o", "json").exitCode()).isEqualTo(2);
    }

    private long rows(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "-o";
        all[args.length + 1] = "jsonl";
        return run(all).out().lines().count();
    }

    @Test
    void verdictsShowsRejectsAndNoDisagreement() {
        assertThat(run("verdicts").out()).contains("client (10.0.0.1)", "server (10.0.0.2)", "SG_HAS_NO_RULES sg-1");
        assertThat(run("verdicts", "--disagreements").out()).isBlank();
    }

    @Test
    void diagnoseAsksTheRulesAtBothEndsAndTheRecordedTraffic() {
        assertThat(run("diagnose", "--from", "client", "--to", "i-b").out())
                .contains("rules, leaving   eni-a", "the rules let it pass")
                .contains("rules, arriving  eni-b", "stopped here (certain)", "SG_HAS_NO_RULES")
                .contains("opens    all 2 interfaces of sg-1 (lab)")
                .contains("recorded by eni-b", "2 rejected")
                .contains("the fix at eni-b would also have let in nothing");
        assertThat(run("diagnose", "--from", "nobody", "--to", "i-b").err()).contains("'nobody'");
        assertThat(run("diagnose", "--from", "i-a", "--to", "i-b", "--protocol", "tcp")
                        .exitCode())
                .isEqualTo(2);
    }

    /** A flow may have been on the wire a minute before; a question is about now. */
    @Test
    void diagnoseAnswersByRulesThatWereChangedAMomentAgo() {
        assertThat(run("diagnose", "--from", "client", "--to", "i-c").out()).contains("stopped here (certain)");
        try (var producer =
                new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new ByteArraySerializer())) {
            String opened = group(
                    "sg-2",
                    "mended",
                    "{\"IpProtocol\":\"icmp\",\"FromPort\":-1,\"ToPort\":-1,\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/24\"}]}");
            put(producer, InventoryType.SECURITY_GROUP, "sg-2", opened, System.currentTimeMillis() - 2_000);
        }

        assertThat(run("diagnose", "--from", "client", "--to", "i-c").out())
                .containsPattern("rules, arriving  eni-c +the rules let it pass")
                .doesNotContain("stopped here");
    }

    /** Everything in memory comes back: the inventory from its topic, the open alert from its store. */
    @Test
    void anotherTopologyTakesUpTheOpenAlertAndProvesItFixed() {
        topology.close();
        topology = topology("second");

        flows(ping("ACCEPT", now));

        await().atMost(PATIENCE).until(() -> run("alerts", "--all").out().contains("verified"));
        assertThat(run("alerts", "--all", "-o", "jsonl").out().lines()).hasSize(1);
        flows(ping("REJECT", now + 60)); // for the other tests, in whatever order they run
        await().atMost(PATIENCE).until(() -> alerts().contains(Alert.State.FIRING.text()));
    }

    private TopologyService topology(String name) {
        TopologyService service = new TopologyService(
                topics,
                kafka,
                new TopologySettings(
                        data.resolve(name), 1, JudgeConfig.DEFAULT, Duration.ofMinutes(30), AlertRules.USUAL),
                new Meters());
        service.start();
        return service;
    }

    private String alerts() {
        return run("alerts", "-o", "jsonl").out();
    }

    private CommandLineRun run(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--bootstrap-server";
        all[args.length + 1] = broker.bootstrapServers();
        return CommandLineRun.of(all);
    }

    private void network(KafkaProducer<String, byte[]> producer) {
        put(producer, InventoryType.SUBNET, "subnet-1", """
                {"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"}""");
        put(producer, InventoryType.NETWORK_ACL, "acl-1", """
                {"NetworkAclId":"acl-1","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-1"}],"Entries":[
                 {"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},
                 {"RuleNumber":100,"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]}""");
        put(producer, InventoryType.SECURITY_GROUP, "sg-1", group("sg-1", "lab", ""));
        put(producer, InventoryType.SECURITY_GROUP, "sg-2", group("sg-2", "mended", ""));
        machine(producer, "a", "client", "10.0.0.1", "sg-1");
        machine(producer, "b", "server", "10.0.0.2", "sg-1");
        machine(producer, "c", "mended", "10.0.0.3", "sg-2");
    }

    private static String group(String id, String name, String inbound) {
        return """
                {"GroupId":"%s","GroupName":"%s","VpcId":"vpc-1","IpPermissions":[%s],
                 "IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}""".formatted(id, name, inbound);
    }

    private void machine(KafkaProducer<String, byte[]> producer, String id, String name, String address, String group) {
        put(producer, InventoryType.INSTANCE, "i-" + id, """
                {"InstanceId":"i-%s","State":{"Name":"running"},"Tags":[{"Key":"Name","Value":"%s"}]}""".formatted(id, name));
        put(producer, InventoryType.NETWORK_INTERFACE, "eni-" + id, """
                {"NetworkInterfaceId":"eni-%s","VpcId":"vpc-1","SubnetId":"subnet-1","Groups":[{"GroupId":"%s"}],
                 "Attachment":{"InstanceId":"i-%s"},
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"%s"}]}""".formatted(id, group, id, address));
    }

    private void put(KafkaProducer<String, byte[]> producer, InventoryType type, String id, String json) {
        put(producer, type, id, json, (now - 3_600) * 1_000);
    }

    private void put(KafkaProducer<String, byte[]> producer, InventoryType type, String id, String json, long seenAt) {
        producer.send(new InventoryRecord(type, id, "1", "us-east-1", seenAt, json.getBytes(StandardCharsets.UTF_8))
                .to(topics.inventory()));
    }

    private void flows(String... lines) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.flowLogs().name(), "eni-b", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        new FlowLogHeaders("1", "us-east-1", "group", "eni-b-all", null, now * 1_000, -1).writeTo(record.headers());
        try (var producer =
                new KafkaProducer<>(kafka.producer("test"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record);
        }
    }

    private static String ping(String action, long start) {
        return "2 1 eni-b 10.0.0.1 10.0.0.2 0 0 1 1 84 %d %d %s OK".formatted(start, start + 5, action);
    }
}
