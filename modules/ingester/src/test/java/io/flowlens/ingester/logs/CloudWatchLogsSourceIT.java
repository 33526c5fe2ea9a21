package io.flowlens.ingester.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceContract;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.service.Meters;
import io.flowlens.topics.IngestPosition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

class CloudWatchLogsSourceIT extends SourceContract {

    private static final AwsEndpoint AWS = AwsEndpoint.start(AwsConfig.defaults());
    private static final CloudWatchLogsClient LOGS = CloudWatchLogsClient.builder()
            .endpointOverride(AWS.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 10_000;
    private static int groups;

    private final Meters meters = new Meters();
    private final long now = System.currentTimeMillis();

    @AfterAll
    static void close() {
        LOGS.close();
        AWS.close();
    }

    @AfterEach
    void endFaults() {
        AWS.faults().clear();
    }

    @Override
    protected Source sourceOf(List<String> lines) {
        String group = group("eni-0");
        for (int i = 0; i < lines.size(); i++) {
            put(group, "eni-0", now - 60_000 + i, lines.get(i));
        }
        return source(group, 1);
    }

    /** A place is told by its sweep, and sweeps go by the clock. */
    @Override
    protected boolean numbersRecordsOnce() {
        return false;
    }

    @Test
    void saysWhereEachLineCameFrom() {
        String group = group("eni-0a-all", "eni-0b-all");
        put(group, "eni-0a-all", now, "one");
        put(group, "eni-0b-all", now + 1, "two");
        Source source = source(group, MANY);

        List<Batch> batches = batches(source, awaitOne(source, new Start.Oldest()));

        assertThat(batches).extracting(batch -> batch.origin().name()).containsExactly("eni-0a-all", "eni-0b-all");
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.origin().owner()).isEqualTo("123456789012");
            assertThat(batch.origin().logGroup()).isEqualTo(group);
            assertThat(batch.id(0)).isNotEqualTo(Batch.NO_ID);
        });
        assertThat(batches.get(1).latest()).isEqualTo(now + 1);
    }

    @Test
    void readsWhatComesLateOnceAndNothingTwice() {
        String group = group("eni-0");
        put(group, "eni-0", now, "in time");
        Source source = source(group, 1);
        ShardReader reader = reader(source, new Start.Oldest());
        List<String> lines = new ArrayList<>();
        readTo(1, source, reader, lines);

        put(group, "eni-0", now - 600_000, "late");
        put(group, "eni-0", now, "of the same time");
        readTo(3, source, reader, lines);
        reader.read();
        reader.read();

        assertThat(lines).containsExactly("in time", "late", "of the same time");
    }

    @Test
    void goesOnInTheMiddleOfASweepWhateverHasComeInTheMeantime() {
        String group = group("eni-0");
        IntStream.range(0, 6).forEach(i -> put(group, "eni-0", now - 60_000 + i / 2, "line " + i));
        Source source = source(group, 1);
        List<SourceRecord> records = new ArrayList<>();
        ShardReader first = reader(source, new Start.Oldest());
        Awaitility.await().atMost(PATIENCE).until(() -> {
            records.addAll(first.read().records());
            return records.size() >= 3;
        });
        put(group, "eni-0", now - 120_000, "late");

        SourceRecord last = records.get(2);
        List<String> rest = new ArrayList<>();
        readTo(
                4,
                source,
                reader(source, new Start.After(new IngestPosition(last.sequenceNumber(), 0, 0, 0, false))),
                rest);

        assertThat(rest).containsExactly("line 3", "line 4", "line 5", "late");
    }

    @Test
    void startsWithWhatArrivesFromNowOn() {
        String group = group("eni-0");
        put(group, "eni-0", now, "before");
        Source source = source(group, MANY);
        Awaitility.await().until(() -> System.currentTimeMillis() > now + 2);
        ShardReader reader = reader(source, new Start.Latest());
        Awaitility.await().until(() -> System.currentTimeMillis() > now + 4);
        put(group, "eni-0", now, "after");

        List<String> lines = new ArrayList<>();
        readTo(1, source, reader, lines);

        assertThat(lines).containsExactly("after");
    }

    /** All that an account may ask in a region is five questions a second. */
    @Test
    void leavesRoomForOthersWhileItFillsIn() {
        Source source = sourceOf(List.of("a", "b", "c"));
        ShardReader reader = reader(source, new Start.At(Instant.EPOCH));

        Page first = reader.read();

        assertThat(first.millisBehind()).isPositive();
        assertThat(first.pause()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void saysSoWhenThrottledAndGoesOn() {
        Source source = sourceOf(List.of("a"));
        ShardReader reader = reader(source, new Start.At(Instant.EPOCH));
        AWS.faults().throttle("logs:FilterLogEvents", 1);

        Page throttled = reader.read();
        AWS.faults().clear();

        assertThat(throttled.isEmpty()).isTrue();
        assertThat(throttled.pause()).isPositive();
        assertThat(meters.counter(IngesterMeter.THROTTLES.spec()).count()).isEqualTo(1);
        List<String> lines = new ArrayList<>();
        readTo(1, source, reader, lines);
        assertThat(lines).containsExactly("a");
    }

    @Test
    void goesOnWhereItStoodAfterAnError() {
        Source source = sourceOf(List.of("a", "b"));
        ShardReader reader = reader(source, new Start.Oldest());
        List<String> lines = new ArrayList<>();
        readTo(1, source, reader, lines);
        AWS.faults().fail("logs:FilterLogEvents", 1);
        assertThatThrownBy(reader::read).isInstanceOf(SourceException.class).hasMessageContaining("contract-");
        AWS.faults().clear();

        readTo(2, source, reader, lines);

        assertThat(lines).containsExactly("a", "b");
    }

    @Test
    void namesTheGroupThatIsNotThere() {
        assertThatThrownBy(() -> source("missing", MANY).shards())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no log group missing");
    }

    private static void readTo(int count, Source source, ShardReader reader, List<String> lines) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            for (SourceRecord record : reader.read().records()) {
                batches(source, record)
                        .forEach(batch -> lines.add(new String(batch.lines(0, batch.size()), StandardCharsets.UTF_8)));
            }
            return lines.size() >= count;
        });
    }

    private static SourceRecord awaitOne(Source source, Start start) {
        ShardReader reader = reader(source, start);
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> reader.read().records(), records -> !records.isEmpty())
                .get(0);
    }

    private static List<Batch> batches(Source source, SourceRecord record) {
        List<Content> contents = source.decoder().decode(record.data());
        return contents.stream().map(Batch.class::cast).toList();
    }

    private static ShardReader reader(Source source, Start start) {
        return source.open(source.shards().get(0), start);
    }

    private Source source(String group, int eventsAPage) {
        return new CloudWatchLogsSource(
                LOGS,
                new CloudWatchLogsSettings(group, Duration.ofMillis(10), Duration.ZERO, Duration.ofMinutes(60)),
                meters,
                Clock.systemUTC(),
                eventsAPage);
    }

    private static String group(String... streams) {
        String group = "contract-" + groups++;
        LOGS.createLogGroup(request -> request.logGroupName(group));
        for (String stream : streams) {
            LOGS.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        }
        return group;
    }

    private static void put(String group, String stream, long timestamp, String line) {
        LOGS.putLogEvents(request -> request.logGroupName(group)
                .logStreamName(stream)
                .logEvents(InputLogEvent.builder()
                        .timestamp(timestamp)
                        .message(line)
                        .build()));
    }
}
