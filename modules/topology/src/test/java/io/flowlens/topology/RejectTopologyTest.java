package io.flowlens.topology;

import static io.flowlens.topology.LabNetwork.ACL;
import static io.flowlens.topology.LabNetwork.FIRST;
import static io.flowlens.topology.LabNetwork.FIRST_ADDRESS;
import static io.flowlens.topology.LabNetwork.FIRST_INTERFACE;
import static io.flowlens.topology.LabNetwork.GROUP;
import static io.flowlens.topology.LabNetwork.SECOND;
import static io.flowlens.topology.LabNetwork.SECOND_ADDRESS;
import static io.flowlens.topology.LabNetwork.SECOND_INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Format;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.Disagreement;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.InventoryHint;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Tick;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectTopologyTest {

    private static final long T0 = 1_700_000_000L;
    private static final String GROUP_NAME = "lab-logs";

    @TempDir
    Path stateDir;

    private final Topics topics = Topics.withDefaults();
    private final Meters meters = new Meters();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> flowLogs;
    private TestInputTopic<String, byte[]> inventory;
    private TestOutputTopic<String, Reject> rejects;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<String, Disagreement> disagreements;
    private TestOutputTopic<byte[], byte[]> deadLetters;
    private LabNetwork network;

    @BeforeEach
    void open() {
        open(AlertRules.USUAL);
    }

    private void open(AlertRules rules) {
        open(rules, false);
    }

    private void open(AlertRules rules, boolean replay) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(T0 + 3_600), ZoneOffset.UTC);
        JudgeConfig exact = new JudgeConfig(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
        TopologySettings settings = new TopologySettings(stateDir, 1, exact, Duration.ofMinutes(30), rules, replay);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                topics.applicationId(),
                StreamsConfig.STATE_DIR_CONFIG,
                stateDir.toString()));
        driver = new TopologyTestDriver(new RejectTopology(topics, settings, meters, clock).build(), properties);
        flowLogs = driver.createInputTopic(topics.flowLogs().name(), new StringSerializer(), new ByteArraySerializer());
        inventory =
                driver.createInputTopic(topics.inventory().name(), new StringSerializer(), new ByteArraySerializer());
        rejects = output(topics.rejects());
        alerts = output(topics.alerts());
        disagreements = output(topics.disagreements());
        deadLetters = output(topics.deadLetters());
        network = new LabNetwork(
                topics,
                record -> inventory.pipeInput(
                        new TestRecord<>(record.key(), record.value(), record.headers(), record.timestamp())));
        network.publishAll((T0 - 1_000) * 1_000);
    }

    @AfterEach
    void close() {
        driver.close();
        meters.close();
    }

    @Test
    void namesTheSecurityGroupThatHasNoInboundRule() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        Reject reject = rejects.readValue();
        assertThat(reject.diagnosis().causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("SG_HAS_NO_RULES");
            assertThat(cause.componentIds()).containsExactly(GROUP);
        });
        assertThat(reject.diagnosis().certainty()).isEqualTo("certain");
        Alert alert = alerts.readValue();
        assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
        assertThat(alert.kind()).isEqualTo(Alert.Kind.BROKEN_PATH);
        assertThat(alert.traffic().source().id()).isEqualTo(FIRST);
        assertThat(alert.traffic().destination().id()).isEqualTo(SECOND);
        assertThat(alert.fingerprint()).isEqualTo(reject.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(alert.diagnosis().fix().aws())
                .singleElement()
                .asString()
                .startsWith("aws ec2 authorize-security-group-ingress")
                .contains(GROUP, FIRST_ADDRESS + "/32");
    }

    /** A replay has no other clock: so the same records resolve at the same place, however many are read at once. */
    @Test
    void timePassesInAReplayWithItsTicksAlone() {
        driver.close();
        open(AlertRules.USUAL, true);
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        pipe(FIRST_INTERFACE, T0 + 7_200, ping(FIRST_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 7_200, "ACCEPT"));
        assertThat(alerts.readValuesToList()).extracting(Alert::state).containsExactly(Alert.State.FIRING);

        var tick = Tick.of(topics.flowLogs(), 0, (T0 + 7_200) * 1_000);
        flowLogs.pipeInput(new TestRecord<>(null, null, tick.headers(), tick.timestamp()));

        assertThat(alerts.readValuesToList()).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
    }

    @Test
    void judgesByTheRulesOfTheFlowsTimeThoughTheyWereFixedBeforeItArrived() {
        network.putGroup(true, (T0 + 100) * 1_000);

        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        assertThat(rejects.readValue().diagnosis().code()).isEqualTo("SG_HAS_NO_RULES");
    }

    @Test
    void resolvesTheAlertWhenTheSameTrafficIsAcceptedLater() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        network.putGroup(true, (T0 + 100) * 1_000);
        String proof = ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 200, "ACCEPT");

        pipe(SECOND_INTERFACE, T0 + 200, proof);

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::state).containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
        assertThat(told.get(1).resolution().how()).isEqualTo(Alert.How.VERIFIED);
        assertThat(told.get(1).resolution().line()).isEqualTo(proof);
    }

    @Test
    void doesNotTakeAnAcceptFromBeforeTheRejectAsProof() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 - 300, "ACCEPT"));
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, "172.31.0.99", SECOND_ADDRESS, T0 + 300, "ACCEPT"));

        assertThat(alerts.readValuesToList()).extracting(Alert::state).containsExactly(Alert.State.FIRING);
    }

    @Test
    void findsTheProofInTheBatchOfTheRejectWhateverTheirOrder() {
        pipe(
                SECOND_INTERFACE,
                T0 + 90,
                ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 90, "ACCEPT"),
                ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        assertThat(alerts.readValuesToList())
                .extracting(Alert::state)
                .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    }

    @Test
    void namesTheAclEntryAndNotTheGroupWhenAPingToTheInternetIsDenied() {
        network.putAcl(true, (T0 - 100) * 1_000);

        pipe(FIRST_INTERFACE, T0, ping(FIRST_INTERFACE, FIRST_ADDRESS, "8.8.8.8", T0, "REJECT"));

        Alert alert = alerts.readValue();
        assertThat(alert.kind()).isEqualTo(Alert.Kind.EGRESS_BLOCKED);
        assertThat(alert.diagnosis().causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("SUBNET_ACL_RESTRICTION");
            assertThat(cause.componentIds()).containsExactly(ACL);
            assertThat(cause.ruleNumber()).isEqualTo(1);
        });
    }

    @Test
    void keepsTheInternetsKnockingInOneAlertPerInterfaceAndSumsItUp() {
        String[] lines = new String[50];
        for (int stranger = 0; stranger < lines.length; stranger++) {
            lines[stranger] = tcp(SECOND_INTERFACE, "198.51.100." + stranger % 40, SECOND_ADDRESS, 1_000 + stranger);
        }

        pipe(SECOND_INTERFACE, T0, lines);

        assertThat(rejects.readValuesToList()).singleElement().satisfies(reject -> {
            assertThat(reject.counts().flows()).isEqualTo(50);
            assertThat(reject.lines()).hasSize(Reject.MAX_LINES);
        });
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.INTERNET_REJECTED);
            assertThat(alert.severity()).isEqualTo(Alert.Severity.INFO);
            assertThat(alert.traffic().port()).isNull();
            assertThat(alert.summary().sources().get(0).flows()).isEqualTo(2);
        });
    }

    /** One is judged for all that are alike; what is told is nevertheless of the first of each batch. */
    @Test
    void tellsOfEachBatchsStrangerWhatHeTriedAndFromWhereAsLongAsTheRulesAreTheSame() {
        network.putGroup(true, (T0 - 900) * 1_000);
        knock("198.51.100.1", 22, T0);
        knock("198.51.100.2", 23, T0 + 20);
        network.putGroup(false, (T0 + 100) * 1_000);
        knock("198.51.100.3", 25, T0 + 40); // late: of the time before
        knock("198.51.100.4", 80, T0 + 200);
        knock("198.51.100.5", 443, T0 + 220);

        assertThat(rejects.readValuesToList())
                .extracting(reject -> reject.diagnosis().causes().get(0).text())
                .containsExactly(
                        "no inbound rule of %s (lab) allows tcp 22 from 198.51.100.1".formatted(GROUP),
                        "no inbound rule of %s (lab) allows tcp 23 from 198.51.100.2".formatted(GROUP),
                        "no inbound rule of %s (lab) allows tcp 25 from 198.51.100.3".formatted(GROUP),
                        "%s (lab) has no inbound rules".formatted(GROUP),
                        "%s (lab) has no inbound rules".formatted(GROUP));
    }

    @Test
    void callsOneSourceAtManyPortsAScan() {
        for (int port = 1; port <= 40; port++) {
            pipe(SECOND_INTERFACE, T0, tcp(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, port));
        }

        List<Alert> told = alerts.readValuesToList();
        assertThat(told)
                .filteredOn(alert -> alert.kind() == Alert.Kind.PORT_SCAN)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.traffic().source().id()).isEqualTo(FIRST);
                    assertThat(alert.severity()).isEqualTo(Alert.Severity.WARNING);
                });
        assertThat(told)
                .filteredOn(alert -> alert.kind() == Alert.Kind.BROKEN_PATH)
                .hasSizeLessThan(Scanners.THRESHOLD + 4);
    }

    @Test
    void callsOneMachineTryingManyOthersASweep() {
        network.putAcl(true, (T0 - 100) * 1_000);
        for (int host = 1; host <= 40; host++) {
            pipe(FIRST_INTERFACE, T0, ping(FIRST_INTERFACE, FIRST_ADDRESS, "10.1.1." + host, T0, "REJECT"));
        }

        assertThat(alerts.readValuesToList())
                .filteredOn(alert -> alert.kind() == Alert.Kind.SWEEP)
                .singleElement()
                .satisfies(alert -> assertThat(alert.traffic().source().id()).isEqualTo(FIRST));
    }

    @Test
    void staysBoundedWhateverTheInternetSends() {
        long seriesBefore = scrape().lines().count();
        Random random = new Random(7);
        for (int batch = 0; batch < 200; batch++) {
            String[] lines = new String[250];
            for (int i = 0; i < lines.length; i++) {
                String stranger =
                        "203.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
                lines[i] = tcp(SECOND_INTERFACE, stranger, SECOND_ADDRESS, 1 + random.nextInt(65_535));
            }
            pipe(SECOND_INTERFACE, T0, lines);
        }

        assertThat(rejects.getQueueSize()).as("one record a batch").isLessThanOrEqualTo(200);
        assertThat(alerts.getQueueSize()).isLessThan(10);
        KeyValueStore<String, byte[]> noise = driver.getKeyValueStore(RejectTopology.NOISE_STORE);
        assertThat(noise.get(SECOND_INTERFACE)).hasSizeLessThan(8_192);
        assertThat(scrape().lines().count()).isLessThan(seriesBefore + 20);
    }

    /** An alert is long, and most batches say no more than that it goes on. */
    @Test
    void storesHowOftenAnAlertWasSeenApartFromTheRestAndTakesUpBoth() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 65, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 65, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 5, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 5, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 66, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 66, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 130, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 130, "REJECT"));

        List<Alert> told = alerts.readValuesToList();
        Alert last = told.get(told.size() - 1);
        KeyValueStore<String, byte[]> activities = driver.getKeyValueStore(RejectTopology.ACTIVITY_STORE);
        assertThat(activities.get(last.fingerprint())).hasSizeLessThan(30);
        assertThat(taken()).isEqualTo(last);
        assertThat(last.activity().counts().flows()).isEqualTo(5);

        pipe(SECOND_INTERFACE, T0 + 200, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 200, "ACCEPT"));

        assertThat(taken()).isEqualTo(alerts.readValue());
        pipe(SECOND_INTERFACE, T0 + 210, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 210, "REJECT"));
        assertThat(taken()).isEqualTo(alerts.readValue());
    }

    /** The one alert that a topology started now would take up. */
    private Alert taken() {
        List<Alert> taken = new ArrayList<>();
        new AlertStore(
                        driver.getKeyValueStore(RejectTopology.ALERTS_STORE),
                        driver.getKeyValueStore(RejectTopology.ACTIVITY_STORE))
                .forEach(taken::add);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    @Test
    void boundsTheAlertsThatOneInterfaceMayOpen() {
        for (int host = 0; host < AlertBook.MAX_PER_INTERFACE + 20; host++) {
            pipe(SECOND_INTERFACE, T0, tcp(SECOND_INTERFACE, "10.1.1." + host, SECOND_ADDRESS, 443));
        }

        assertThat(alerts.readValuesToList()).hasSize(AlertBook.MAX_PER_INTERFACE);
        assertThat(rejects.readValuesToList()).hasSize(AlertBook.MAX_PER_INTERFACE + 20);
        assertThat(scrape()).contains("flowlens_alerts_suppressed_total 20.0");
    }

    @Test
    void saysThatAwsLostRecords() {
        pipe(SECOND_INTERFACE, T0, noData(SECOND_INTERFACE, T0).replace("NODATA", "SKIPDATA"));

        Alert alert = alerts.readValue();
        assertThat(alert.kind()).isEqualTo(Alert.Kind.DATA_LOST);
        assertThat(alert.diagnosis().verdict()).isEqualTo("SKIPDATA");
        assertThat(scrape()).contains("flowlens_flow_records_total{action=\"skipdata\",interface=\"known\"} 1.0");
    }

    @Test
    void callsABlockedReplyByItsName() {
        network.putGroup(true, (T0 - 500) * 1_000);
        network.putAcl(true, (T0 - 500) * 1_000);

        pipe(
                SECOND_INTERFACE,
                T0,
                ping(SECOND_INTERFACE, "8.8.4.4", SECOND_ADDRESS, T0, "ACCEPT"),
                ping(SECOND_INTERFACE, SECOND_ADDRESS, "8.8.4.4", T0, "REJECT"));

        Alert alert = alerts.readValue();
        assertThat(alert.kind()).isEqualTo(Alert.Kind.REPLY_BLOCKED);
        assertThat(alert.diagnosis().code()).isEqualTo("SUBNET_ACL_RESTRICTION");
    }

    @Test
    void namesTheChangeAfterWhichItBroke() {
        network.putGroup(true, (T0 - 900) * 1_000);
        network.putGroup(false, (T0 - 300) * 1_000);

        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        Alert.Change change = alerts.readValue().change();
        assertThat(change.resourceId()).isEqualTo(GROUP);
        assertThat(change.seenAt()).isEqualTo((T0 - 300) * 1_000);
        assertThat(change.rules()).singleElement().asString().startsWith("removed: sgr-");
    }

    @Test
    void saysWhoMadeTheChangeAndTellsItLaterWhenItBecomesKnownLater() {
        network.putGroup(true, (T0 - 900) * 1_000);
        network.putGroup(false, (T0 - 300) * 1_000);
        Alert.Call call =
                new Alert.Call("RevokeSecurityGroupIngress", (T0 - 310) * 1_000, "arn:aws:iam::123456789012:user/ada");
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        assertThat(alerts.readValue().change().calls()).isEmpty();

        network.tellWho(new InventoryHint(GROUP, (T0 - 300) * 1_000, List.of(call)));
        pipe(FIRST_INTERFACE, T0 + 90, noData(FIRST_INTERFACE, T0 + 90));

        Alert told = alerts.readValue();
        assertThat(told.state()).isEqualTo(Alert.State.FIRING);
        assertThat(told.change().calls()).containsExactly(call);
        assertThat(AlertSentences.details(told))
                .extracting(AlertSentences.Sentence::toString)
                .anySatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "RevokeSecurityGroupIngress at 2023-11-14T22:08:10Z by arn:aws:iam::123456789012:user/ada"));
        pipe(FIRST_INTERFACE, T0 + 180, noData(FIRST_INTERFACE, T0 + 180));
        assertThat(alerts.isEmpty()).as("told once").isTrue();
    }

    @Test
    void tellsOfACallThatCloudTrailShowsLaterThanTheFirst() {
        network.putGroup(true, (T0 - 900) * 1_000);
        network.putGroup(false, (T0 - 300) * 1_000);
        Alert.Call first = new Alert.Call("RevokeSecurityGroupIngress", (T0 - 310) * 1_000, "arn:of:ada");
        Alert.Call second = new Alert.Call("RevokeSecurityGroupIngress", (T0 - 305) * 1_000, "arn:of:bob");
        network.tellWho(new InventoryHint(GROUP, (T0 - 300) * 1_000, List.of(first)));
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        assertThat(alerts.readValue().change().calls()).containsExactly(first);

        network.tellWho(new InventoryHint(GROUP, (T0 - 300) * 1_000, List.of(first, second)));
        pipe(FIRST_INTERFACE, T0 + 90, noData(FIRST_INTERFACE, T0 + 90));

        assertThat(alerts.readValue().change().calls()).containsExactly(first, second);
        pipe(FIRST_INTERFACE, T0 + 180, noData(FIRST_INTERFACE, T0 + 180));
        assertThat(alerts.isEmpty()).as("told once").isTrue();
    }

    @Test
    void reopensWhatComesBackAndBelievesProofsLaterWhenItFlaps() {
        long time = T0;
        for (int round = 0; round <= AlertBook.FLAPPING; round++) {
            pipe(SECOND_INTERFACE, time, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, time, "REJECT"));
            pipe(
                    SECOND_INTERFACE,
                    time + 20,
                    ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, time + 20, "ACCEPT"));
            time += 100;
        }
        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::fingerprint).containsOnly(told.get(0).fingerprint());
        Alert last = told.get(told.size() - 1);
        assertThat(last.state()).as("on probation").isEqualTo(Alert.State.FIRING);
        assertThat(last.activity().reopened()).isEqualTo(AlertBook.FLAPPING);

        pipe(SECOND_INTERFACE, time + 400, noData(SECOND_INTERFACE, time + 400));

        assertThat(alerts.readValue().resolution().how()).isEqualTo(Alert.How.VERIFIED);
    }

    @Test
    void isPendingUntilItWasSeenOftenEnough() {
        driver.close();
        open(new AlertRules(
                Map.of(Alert.Kind.BROKEN_PATH, new AlertRules.KindRule(Alert.Severity.WARNING, 2)), List.of()));

        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 5, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 5, "REJECT"));

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::state).containsExactly(Alert.State.PENDING, Alert.State.FIRING);
        assertThat(told).extracting(Alert::severity).containsOnly(Alert.Severity.WARNING);
    }

    @Test
    void opensNoAlertForWhatTheRulesExempt() {
        driver.close();
        open(new AlertRules(
                Map.of(),
                List.of(
                        new AlertRules.Exemption("tests", null, "Name=web-" + FIRST_ADDRESS, null, null),
                        new AlertRules.Exemption("lab", "10.9.0.0/16", null, null, Alert.Severity.INFO))));

        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, "10.9.1.1", SECOND_ADDRESS, T0, "REJECT"));

        assertThat(rejects.readValuesToList()).hasSize(2);
        assertThat(alerts.readValuesToList())
                .singleElement()
                .satisfies(alert -> assertThat(alert.severity()).isEqualTo(Alert.Severity.INFO));
    }

    @Test
    void theRulesDecideAboutLostDataToo() {
        driver.close();
        var rules = Map.of(Alert.Kind.DATA_LOST, new AlertRules.KindRule(Alert.Severity.CRITICAL, 2));
        open(new AlertRules(
                rules, List.of(new AlertRules.Exemption("tests", null, "Name=web-" + FIRST_ADDRESS, null, null))));

        for (long start = T0; start <= T0 + 60; start += 60) {
            pipe(FIRST_INTERFACE, start, noData(FIRST_INTERFACE, start).replace("NODATA", "SKIPDATA"));
            pipe(SECOND_INTERFACE, start, noData(SECOND_INTERFACE, start).replace("NODATA", "SKIPDATA"));
        }

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::state).containsExactly(Alert.State.PENDING, Alert.State.FIRING);
        assertThat(told).extracting(Alert::severity).containsOnly(Alert.Severity.CRITICAL);
        assertThat(told).extracting(alert -> alert.place().interfaceId()).containsOnly(SECOND_INTERFACE);
    }

    @Test
    void keepsASampleOfWhatTheRulesDoNotExplain() {
        network.putGroup(true, (T0 - 500) * 1_000);

        for (int i = 0; i < Disagreements.PER_MINUTE + 5; i++) {
            pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + i, "REJECT"));
        }

        assertThat(disagreements.readValuesToList())
                .hasSize(Disagreements.PER_MINUTE)
                .allSatisfy(sample -> assertThat(sample.diagnosis().verdict()).isEqualTo("NOT_EXPLAINED_BY_RULES"));
        assertThat(scrape())
                .contains(
                        "flowlens_verdict_disagreements_total{cause=\"NOT_EXPLAINED_BY_RULES\",logged=\"reject\"} 15.0");
    }

    @Test
    void resolvesAnAlertAsQuietInEventTime() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        pipe(FIRST_INTERFACE, T0 + 1_740, noData(FIRST_INTERFACE, T0 + 1_740));
        assertThat(alerts.readValuesToList()).hasSize(1);
        pipe(FIRST_INTERFACE, T0 + 1_900, noData(FIRST_INTERFACE, T0 + 1_900));

        Alert quiet = alerts.readValue();
        assertThat(quiet.resolution().how()).isEqualTo(Alert.How.QUIET);
        assertThat(quiet.resolution().at()).isEqualTo((T0 + 10 + 1_800) * 1_000);
    }

    @Test
    void tellsOfAContinuingAlertOnceAMinuteAtMost() {
        for (int second = 0; second < 180; second += 10) {
            pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + second, "REJECT"));
        }

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).hasSizeBetween(3, 5);
        assertThat(told.get(told.size() - 1).activity().since()).isEqualTo(T0 * 1_000);
    }

    @Test
    void goesOnAfterABadLineAndKeepsItAsADeadLetter() {
        pipe(
                SECOND_INTERFACE,
                T0,
                "no flow record at all",
                ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("no flow record at all");
        assertThat(DeadLetters.reason(letter.headers())).isEqualTo("field-count");
        assertThat(rejects.readValuesToList()).hasSize(1);
        assertThat(scrape()).contains("flowlens_dead_letters_total{reason=\"field-count\"} 1.0");
    }

    @Test
    void keepsTheLinesOfABatchWhoseFormatIsNone() {
        pipe(headers(T0, "gibberish ${"), SECOND_INTERFACE, "2 lines", "that nobody can read");

        assertThat(deadLetters.readRecordsToList())
                .hasSize(2)
                .allSatisfy(letter ->
                        assertThat(DeadLetters.reason(letter.headers())).isEqualTo("unknown-format"));
    }

    @Test
    void readsTheFormatThatTheFlowLogOfTheLogGroupIsWrittenIn() {
        network.putFlowLog(
                GROUP_NAME,
                "${interface-id} ${dstaddr} ${srcaddr} ${protocol} ${action} ${start} ${end}",
                (T0 - 1_000) * 1_000);

        pipe(
                SECOND_INTERFACE,
                T0,
                "%s %s %s 1 REJECT %d %d".formatted(SECOND_INTERFACE, SECOND_ADDRESS, FIRST_ADDRESS, T0, T0 + 10));

        assertThat(rejects.readValue().traffic().source().id()).isEqualTo(FIRST);
    }

    @Test
    void countsRecordsOlderThanTheInventoryAsOfUnknownInterfaces() {
        long before = T0 - 100_000;
        String unknown = "eni-0feedfacecafebeef";
        pipe(unknown, before, ping(unknown, "203.0.113.5", "10.0.0.1", before, "REJECT"));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(scrape()).contains("flowlens_flow_records_total{action=\"reject\",interface=\"unknown\"} 1.0");
    }

    @Test
    void countsRecordsOfUnknownInterfacesAsSuchAndOpensNoAlertForThem() {
        pipe(
                "eni-99",
                T0,
                ping("eni-99", "10.9.9.9", "10.8.8.8", T0, "REJECT"),
                ping("eni-99", "10.9.9.9", "10.8.8.8", T0, "ACCEPT"));

        assertThat(rejects.readValue().diagnosis().verdict()).isEqualTo("UNKNOWN_INTERFACE");
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(scrape())
                .contains("flowlens_flow_records_total{action=\"reject\",interface=\"unknown\"} 1.0")
                .contains("flowlens_flow_records_total{action=\"accept\",interface=\"unknown\"} 1.0");
    }

    /** They have neither an interface nor an action: no rule of a group or an ACL stands behind them. */
    @Test
    void countsFlowsOfATransitGatewayAndJudgesNone() {
        pipe(headers(T0, Format.TRANSIT_GATEWAY.toString()), "tgw-attach-1", """
                6 TransitGateway 123456789012 tgw-1 tgw-attach-1 123456789012 123456789012 vpc-1 vpc-2 subnet-1 subnet-2 \
                eni-1 eni-2 use1-az1 use1-az2 tgw-attach-2 172.31.0.10 10.1.0.5 40000 443 6 5 500 %d %d OK IPv4 0 0 0 0 2 \
                us-east-1 egress - -""".formatted(T0, T0 + 60));

        assertThat(scrape()).contains("flowlens_flow_records_total{action=\"none\",interface=\"unknown\"} 1.0");
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(rejects.isEmpty()).isTrue();
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(disagreements.isEmpty()).isTrue();
    }

    @Test
    void measuresHowOftenTheRulesPredictedWhatAwsLogged() {
        pipe(
                SECOND_INTERFACE,
                T0,
                ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"),
                ping(SECOND_INTERFACE, SECOND_ADDRESS, "172.31.0.77", T0, "ACCEPT"),
                ping(SECOND_INTERFACE, "172.31.0.66", SECOND_ADDRESS, T0, "ACCEPT"));

        assertThat(scrape())
                .contains("flowlens_verdicts_total{logged=\"reject\",predicted=\"deny\"} 1.0")
                .contains("flowlens_verdicts_total{logged=\"accept\",predicted=\"allow\"} 1.0")
                .as("without tcp-flags an accept that no rule allows may be an answer to something not seen")
                .contains("flowlens_verdicts_total{logged=\"accept\",predicted=\"unknown\"} 1.0")
                .contains("flowlens_verdict_agreement 1.0");
    }

    @Test
    void countsFlowsPacketsAndBytesByActionAndDirection() {
        pipe(
                SECOND_INTERFACE,
                T0,
                ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"),
                ping(SECOND_INTERFACE, SECOND_ADDRESS, "172.31.0.77", T0, "ACCEPT"),
                ping(SECOND_INTERFACE, SECOND_ADDRESS, "172.31.0.78", T0, "ACCEPT"),
                ping(SECOND_INTERFACE, "10.5.5.5", "10.6.6.6", T0, "ACCEPT"));

        assertThat(scrape())
                .contains("flowlens_flows_total{action=\"reject\",direction=\"ingress\"} 1.0")
                .contains("flowlens_flows_total{action=\"accept\",direction=\"egress\"} 2.0")
                .contains("flowlens_flows_total{action=\"accept\",direction=\"unknown\"} 1.0")
                .contains("flowlens_flow_packets_total{action=\"accept\",direction=\"egress\"} 6.0")
                .contains("flowlens_flow_bytes_total{action=\"accept\",direction=\"egress\"} 504.0")
                .contains("flowlens_rejects_total{cause=\"SG_HAS_NO_RULES\",kind=\"broken-path\"} 1.0");
    }

    @Test
    void showsAnAlertAsLongAsItFiresAndCountsItOnce() {
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));
        pipe(SECOND_INTERFACE, T0 + 60, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 60, "REJECT"));

        String firing =
                "flowlens_alerts{cause=\"SG_HAS_NO_RULES\",kind=\"broken-path\",severity=\"critical\",state=\"firing\"}";
        assertThat(scrape()).contains(firing + " 1.0");
        assertThat(scrape().lines().filter(line -> line.startsWith("flowlens_alert_firing_since_seconds{")))
                .singleElement()
                .asString()
                .contains("source=\"", FIRST, "destination=\"", SECOND, "service=\"icmp\"")
                .endsWith(" " + (double) T0);

        network.putGroup(true, (T0 + 100) * 1_000);
        pipe(SECOND_INTERFACE, T0 + 200, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0 + 200, "ACCEPT"));

        assertThat(scrape())
                .contains(firing + " 0.0")
                .contains("flowlens_alert_changes_total{change=\"verified\",kind=\"broken-path\"} 1.0")
                .doesNotContain("flowlens_alert_firing_since_seconds{");
    }

    @Test
    void showsNoMoreFiringAlertsThanAreBounded() {
        for (int host = 0; host < FiringAlerts.MOST / 2 + 5; host++) {
            String peer = "10.%d.1.1".formatted(host);
            pipe(FIRST_INTERFACE, T0, ping(FIRST_INTERFACE, peer, FIRST_ADDRESS, T0, "REJECT"));
            pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, peer, SECOND_ADDRESS, T0, "REJECT"));
        }

        assertThat(scrape().lines().filter(line -> line.startsWith("flowlens_alert_firing_since_seconds{")))
                .hasSize(FiringAlerts.MOST);
    }

    @Test
    void fiftyMachinesOfAGroupThatCannotReachOneAreOneAlert() {
        List<String> group = group(50);
        for (int batch = 0; batch < 5; batch++) {
            long start = T0 + batch;
            pipe(
                    SECOND_INTERFACE,
                    start,
                    group.subList(batch * 10, batch * 10 + 10).stream()
                            .map(address -> ping(SECOND_INTERFACE, address, SECOND_ADDRESS, start, "REJECT"))
                            .toArray(String[]::new));
        }
        pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, FIRST_ADDRESS, SECOND_ADDRESS, T0, "REJECT"));

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::state).containsExactly(Alert.State.FIRING, Alert.State.FIRING);
        Alert shared = told.get(0);
        assertThat(shared.traffic().source().group()).isEqualTo("web");
        assertThat(AlertSentences.subject(shared))
                .isEqualTo("web (auto scaling group) cannot reach web-%s (%s), icmp".formatted(SECOND_ADDRESS, SECOND));
        assertThat(told.get(1).traffic().source().id()).isEqualTo(FIRST);
        assertThat(rejects.readValuesToList())
                .extracting(Reject::fingerprint)
                .containsOnly(shared.fingerprint(), told.get(1).fingerprint());
        KeyValueStore<String, Alert> store = driver.getKeyValueStore(RejectTopology.ALERTS_STORE);
        assertThat(store.get(shared.fingerprint()).activity().counts().flows()).isEqualTo(50);
        assertThat(store.get(shared.fingerprint()).members()).hasSize(50);
    }

    @Test
    void aGroupsAlertIsProvenFixedWhenEachOfThemWasSeenToPass() {
        List<String> group = group(3);
        for (String address : group) {
            pipe(SECOND_INTERFACE, T0, ping(SECOND_INTERFACE, address, SECOND_ADDRESS, T0, "REJECT"));
        }
        pipe(SECOND_INTERFACE, T0 + 60, ping(SECOND_INTERFACE, group.get(0), SECOND_ADDRESS, T0 + 60, "ACCEPT"));
        pipe(SECOND_INTERFACE, T0 + 60, ping(SECOND_INTERFACE, group.get(2), SECOND_ADDRESS, T0 + 60, "ACCEPT"));
        assertThat(alerts.readValuesToList()).extracting(Alert::state).containsExactly(Alert.State.FIRING);

        pipe(SECOND_INTERFACE, T0 + 90, ping(SECOND_INTERFACE, group.get(1), SECOND_ADDRESS, T0 + 90, "ACCEPT"));

        Alert over = alerts.readValue();
        assertThat(over.resolution().how()).isEqualTo(Alert.How.VERIFIED);
        assertThat(over.resolution().line()).contains(group.get(1));
        assertThat(over.members()).isEmpty();
    }

    @Test
    void remembersNoMoreOfAGroupThanIsBounded() {
        int many = Members.MOST + 20;
        List<String> group = group(many);
        for (int i = 0; i < many; i++) {
            pipe(SECOND_INTERFACE, T0 + i, ping(SECOND_INTERFACE, group.get(i), SECOND_ADDRESS, T0 + i, "REJECT"));
        }

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::fingerprint).containsOnly(told.get(0).fingerprint());
        Alert stored = driver.<String, Alert>getKeyValueStore(RejectTopology.ALERTS_STORE)
                .get(told.get(0).fingerprint());
        assertThat(stored.members())
                .hasSize(Members.MOST)
                .extracting(Alert.Member::address)
                .contains(group.get(many - 1))
                .doesNotContain(group.get(0));
    }

    /** Its addresses change with every answer of the name service. */
    @Test
    void anAwsServiceIsOneEndWhateverItsAddress() {
        String format =
                "interface-id srcaddr dstaddr srcport dstport protocol start end action log-status flow-direction"
                        + " pkt-dst-aws-service";
        String line = "eni-0000000000000000a 172.31.0.10 52.95.110.%d 40000 443 6 %d %d %s OK egress S3";
        network.putAcl(true, (T0 - 500) * 1_000);
        for (int i = 1; i <= 20; i++) {
            pipe(
                    headers(T0, format),
                    FIRST_INTERFACE,
                    line.formatted(i, T0 + i, T0 + i, "REJECT").replace("443 6", "0 1"));
        }

        List<Alert> told = alerts.readValuesToList();
        assertThat(told).extracting(Alert::fingerprint).containsOnly(told.get(0).fingerprint());
        assertThat(told.get(0).kind()).isEqualTo(Alert.Kind.EGRESS_BLOCKED);
        pipe(
                headers(T0, format),
                FIRST_INTERFACE,
                line.formatted(200, T0 + 60, T0 + 60, "ACCEPT").replace("443 6", "0 1"));
        assertThat(alerts.readValue().resolution().how()).isEqualTo(Alert.How.VERIFIED);
    }

    /** Machines of the group "web", by address. */
    private List<String> group(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> {
                    String address = "172.31.1." + (number + 1);
                    network.putMember("web", number, address, (T0 - 1_000) * 1_000);
                    return address;
                })
                .toList();
    }

    private static String ping(String interfaceId, String from, String to, long start, String action) {
        return "2 123456789012 %s %s %s 0 0 1 3 252 %d %d %s OK"
                .formatted(interfaceId, from, to, start, start + 10, action);
    }

    private static String tcp(String interfaceId, String from, String to, int port) {
        return "2 123456789012 %s %s %s 40000 %d 6 1 40 %d %d REJECT OK"
                .formatted(interfaceId, from, to, port, T0, T0 + 10);
    }

    private void knock(String from, int port, long start) {
        pipe(
                SECOND_INTERFACE,
                start,
                "2 123456789012 %s %s %s 40000 %d 6 1 40 %d %d REJECT OK"
                        .formatted(SECOND_INTERFACE, from, SECOND_ADDRESS, port, start, start + 10));
    }

    private static String noData(String interfaceId, long start) {
        return "2 123456789012 %s - - - - - - - %d %d - NODATA".formatted(interfaceId, start, start + 60);
    }

    private void pipe(String key, long eventSeconds, String... lines) {
        pipe(headers(eventSeconds, null), key, lines);
    }

    private void pipe(FlowLogHeaders headers, String key, String... lines) {
        RecordHeaders kafkaHeaders = new RecordHeaders();
        headers.writeTo(kafkaHeaders);
        byte[] value = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        flowLogs.pipeInput(new TestRecord<>(key, value, kafkaHeaders, Instant.ofEpochSecond(T0 + 3_600)));
    }

    private static FlowLogHeaders headers(long eventSeconds, String format) {
        return new FlowLogHeaders("123456789012", "us-east-1", GROUP_NAME, "stream", format, eventSeconds * 1_000, -1);
    }

    private String scrape() {
        return meters.scrape("text/plain; version=0.0.4; charset=utf-8");
    }

    private <K, V> TestOutputTopic<K, V> output(io.flowlens.topics.Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }
}
