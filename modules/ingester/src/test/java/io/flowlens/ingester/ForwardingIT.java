package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Start;
import io.flowlens.sandbox.aws.Refusal;
import io.flowlens.service.Health;
import io.flowlens.service.Meters;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives in Kafka of what lies on a real stream. */
class ForwardingIT {

    @TempDir
    private static Path data;

    private static Outside outside;

    private final Meters meters = new Meters();
    private Topics topics;
    private String stream;

    @BeforeAll
    static void open() {
        outside = new Outside(data);
    }

    @AfterAll
    static void close() {
        outside.close();
    }

    @BeforeEach
    void prepare() {
        topics = outside.topics();
        stream = outside.stream(2);
    }

    @Test
    void forwardsEveryLineOnceAndInOrder() {
        Traffic traffic = new Traffic(outside, stream);
        traffic.put(40);

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            traffic.put(40);

            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            awaitReady(ingester);
        }
    }

    @Test
    void saysBesideTheLinesWhereTheyCameFrom() {
        outside.put(stream, "a", Envelopes.of("eni-0abc-all", 7, List.of("2 first", "2 second")));

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            committed.awaitLines(2);

            ConsumerRecord<byte[], byte[]> record = committed.records().get(0);
            FlowLogHeaders headers = FlowLogHeaders.of(record.headers());
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("eni-0abc");
            assertThat(headers.account()).isEqualTo(Envelopes.ACCOUNT);
            assertThat(headers.region()).isEqualTo(Outside.REGION);
            assertThat(headers.logGroup()).isEqualTo(Envelopes.LOG_GROUP);
            assertThat(headers.logStream()).isEqualTo("eni-0abc-all");
            assertThat(headers.format()).isEqualTo("${version}");
            assertThat(headers.eventTime()).isEqualTo(1_700_000_000_001L);
            assertThat(headers.arrived()).isPositive();
            awaitReady(ingester);
        }
    }

    /** Accounts that deliver to one stream may call their groups, streams and events alike. */
    @Test
    void keepsAccountsApart() {
        String mine = Envelopes.json("eni-0abc-all", 7, List.of("2 mine"));
        outside.put(stream, "a", Envelopes.gzip(mine));
        outside.put(stream, "a", Envelopes.gzip(mine.replace(Envelopes.ACCOUNT, "999999999999")));

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            committed.awaitLines(2);

            assertThat(committed.records())
                    .extracting(record -> FlowLogHeaders.of(record.headers()).account())
                    .containsExactly(Envelopes.ACCOUNT, "999999999999");
            awaitReady(ingester);
        }
    }

    @Test
    void dropsWhatAwsDeliversAgainEvenAcrossARestart() {
        byte[] record = Envelopes.of("eni-0abc-all", 1, List.of("one", "two"));
        Meters again = new Meters();
        outside.put(stream, "a", record);
        outside.put(stream, "a", record);

        try (Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            try (IngesterService ingester = start(new Start.Oldest())) {
                committed.awaitLines(2);
                awaitReady(ingester);
            }
            outside.put(stream, "a", record);
            outside.put(stream, "a", Envelopes.of("eni-0abc-all", 2, List.of("two", "three")));
            try (IngesterService ingester = start(new Start.Oldest(), again)) {
                assertThat(committed.awaitLines(3)).isEqualTo(Map.of("eni-0abc", List.of("one", "two", "three")));
                awaitReady(ingester);
                awaitCount(meters, IngesterMeter.DUPLICATES, 2);
                awaitCount(again, IngesterMeter.DUPLICATES, 3);
            }
        }
    }

    @Test
    void putsWhatItCannotReadAsideAsItCame() {
        outside.put(stream, "the key", "no envelope!".getBytes(StandardCharsets.UTF_8));
        outside.put(stream, "a", Envelopes.gzip(Envelopes.CONTROL));
        outside.put(stream, "a", Envelopes.of("eni-0abc-all", 1, List.of("good")));

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics);
                Committed dead =
                        new Committed(outside.kafka(), topics.deadLetters().name())) {
            assertThat(committed.awaitLines(1)).isEqualTo(Map.of("eni-0abc", List.of("good")));
            Awaitility.await()
                    .atMost(Outside.PATIENCE)
                    .until(() -> dead.records().size() == 1);

            ConsumerRecord<byte[], byte[]> letter = dead.records().get(0);
            assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("no envelope!");
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("the key");
            assertThat(DeadLetters.reason(letter.headers())).isEqualTo("not-an-envelope");
            awaitReady(ingester);
            awaitCount(meters, IngesterMeter.CONTROL_MESSAGES, 1);
            assertThat(meters.counter(IngesterMeter.DEAD_LETTERS.spec(), "not-an-envelope")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void startsWithWhatComesNextWhenToldSo() {
        outside.put(stream, "a", Envelopes.of("eni-0abc-all", 1, List.of("before")));

        try (Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            try (IngesterService ingester = start(new Start.Latest())) {
                awaitShards(ingester, 2);
                Awaitility.await().atMost(Outside.PATIENCE).untilAsserted(() -> {
                    outside.put(stream, "a", Envelopes.of("eni-0abc-all", 2, List.of("after")));
                    assertThat(committed.lineCount()).isPositive();
                });
            }
            assertThat(committed.linesByKey().get("eni-0abc")).containsOnly("after");
        }
    }

    @Test
    void getsThroughThrottlingAndErrorsOfAws() {
        Traffic traffic = new Traffic(outside, stream);
        outside.faults().throttle("kinesis:GetRecords", 0.3);
        outside.faults().fail("kinesis:GetRecords", 0.2);
        outside.faults().fail("kinesis:ListShards", 0.3);

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            traffic.put(40);

            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            outside.faults().clear();
            awaitReady(ingester);
        } finally {
            outside.faults().clear();
        }
    }

    @Test
    void saysWhatAwsRefusesAndGoesOnWhenItIsAllowedAgain() {
        Traffic traffic = new Traffic(outside, stream);
        outside.faults()
                .refuse(
                        "kinesis:GetRecords",
                        Refusal.always(
                                400, "ExpiredTokenException", "The security token included in the request is expired"));

        try (IngesterService ingester = start(new Start.Oldest());
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            traffic.put(2);
            Awaitility.await().atMost(Outside.PATIENCE).untilAsserted(() -> {
                assertThat(ingester.health().ready()).isFalse();
                assertThat(ingester.health().detail())
                        .contains("cannot ", stream, "token included in the request is expired");
            });

            outside.faults().clear();
            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            awaitReady(ingester);
        } finally {
            outside.faults().clear();
        }
    }

    private IngesterService start(Start start) {
        return start(start, meters);
    }

    private IngesterService start(Start start, Meters own) {
        IngesterService ingester = outside.ingester(stream, start, topics, own);
        ingester.start();
        return ingester;
    }

    private static void awaitReady(IngesterService ingester) {
        Awaitility.await().atMost(Outside.PATIENCE).until(ingester::health, Health::ready);
    }

    /** What went into Kafka is counted a moment after a reader sees it. */
    private static void awaitCount(Meters meters, IngesterMeter meter, double count) {
        Awaitility.await()
                .atMost(Outside.PATIENCE)
                .until(() -> meters.counter(meter.spec()).count() == count);
    }

    private static void awaitShards(IngesterService ingester, int shards) {
        Awaitility.await()
                .atMost(Outside.PATIENCE)
                .until(() -> ingester.health().detail().startsWith("reading " + shards + " shards"));
    }
}
