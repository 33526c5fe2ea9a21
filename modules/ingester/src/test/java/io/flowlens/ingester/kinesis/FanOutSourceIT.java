package io.flowlens.ingester.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceContract;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.network.Pace;
import io.flowlens.service.Meters;
import io.flowlens.topics.IngestPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class FanOutSourceIT extends SourceContract {

    private static final String CONSUMER = "flowlens";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Five of AWS's minutes are three seconds. */
    private static final AwsEndpoint AWS =
            AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(100)));

    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final KinesisClient KINESIS = KinesisClient.builder()
            .endpointOverride(AWS.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private static final KinesisAsyncClient PUSHING = KinesisAsyncClient.builder()
            .endpointOverride(AWS.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .build();
    private static int streams;

    private final Meters meters = new Meters();
    private String stream;

    @AfterEach
    void endFaults() {
        AWS.faults().clear();
    }

    @AfterAll
    static void close() {
        PUSHING.close();
        KINESIS.close();
        AWS.close();
    }

    @Override
    protected Source sourceOf(List<String> lines) {
        stream = "pushed-" + streams++;
        KINESIS.createStream(request -> request.streamName(stream).shardCount(1));
        awaitActive();
        put(lines);
        return source();
    }

    @Test
    void registersItsConsumerOnce() {
        Source source = sourceOf(List.of("a"));

        try (ShardReader first = open(source);
                ShardReader second = open(source())) {
            await(first, 1);
            await(second, 1);
        }

        String arn = KINESIS.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        assertThat(KINESIS.listStreamConsumers(request -> request.streamARN(arn))
                        .consumers())
                .singleElement()
                .satisfies(consumer -> assertThat(consumer.consumerName()).isEqualTo(CONSUMER));
    }

    @Test
    void subscribesAgainWhenASubscriptionIsOver() {
        Source source = sourceOf(List.of("a"));
        try (ShardReader reader = open(source)) {
            List<SourceRecord> read = await(reader, 1);
            // The next subscription shows by being refused.
            AWS.faults().throttle("kinesis:SubscribeToShard", 1);
            Awaitility.await().atMost(PATIENCE).until(() -> {
                read.addAll(reader.read().records());
                return meters.counter(IngesterMeter.THROTTLES.spec()).count() > 0;
            });
            AWS.faults().clear();
            put(List.of("b"));

            read.addAll(await(reader, 1));

            assertThat(read).hasSize(2).extracting(SourceRecord::sequenceNumber).isSorted();
        }
    }

    @Test
    void endsWithAShardThatWasSplit() {
        Source source = sourceOf(List.of("a"));
        KINESIS.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
        awaitActive();
        Shard parent =
                source.shards().stream().filter(Shard::closed).findFirst().orElseThrow();

        List<SourceRecord> read = new ArrayList<>();
        try (ShardReader reader = source.open(parent, new Start.Oldest())) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                Page page = reader.read();
                read.addAll(page.records());
                return page.ended();
            });
        }

        assertThat(read).hasSize(1);
    }

    @Test
    void takesAShardOverFromAnotherReader() {
        Source source = sourceOf(List.of("a"));
        try (ShardReader killed = open(source);
                ShardReader heir = open(source())) {
            await(killed, 1);

            assertThat(await(heir, 1)).hasSize(1);
        }
    }

    @Test
    void saysThatRecordsMayBeLostWhenThePositionIsOlderThanTheStream() {
        Source source = sourceOf(List.of("a"));
        long longAgo = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
        IngestPosition position = new IngestPosition("1", longAgo, longAgo, 0, false);

        try (ShardReader reader = source.open(source.shards().get(0), new Start.After(position))) {
            assertThat(await(reader, 1)).hasSize(1);
        }
        assertThat(meters.counter(IngesterMeter.POSSIBLE_LOSSES.spec()).count()).isEqualTo(1);
    }

    @Test
    void registersAnewWhenTheConsumerIsGone() {
        Source source = sourceOf(List.of("a"));
        try (ShardReader reader = open(source)) {
            await(reader, 1);
            String arn = KINESIS.describeStreamSummary(request -> request.streamName(stream))
                    .streamDescriptionSummary()
                    .streamARN();
            KINESIS.deregisterStreamConsumer(request -> request.streamARN(arn).consumerName(CONSUMER));
            put(List.of("b"));

            assertThat(await(reader, 1)).hasSize(1);
        }
    }

    @Test
    void namesTheStreamThatDoesNotAnswer() {
        stream = "missing";

        assertThatThrownBy(() -> source().open(new Shard("s", List.of(), false), new Start.Oldest())
                        .read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot register the consumer flowlens of Kinesis stream missing");
    }

    private static ShardReader open(Source source) {
        return source.open(source.shards().get(0), new Start.Oldest());
    }

    /** Reads on as the ingester does: a source that does not answer is asked again. */
    private static List<SourceRecord> await(ShardReader reader, int count) {
        List<SourceRecord> records = new ArrayList<>();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SourceException.class)
                .until(() -> {
                    records.addAll(reader.read().records());
                    return records.size() >= count;
                });
        return records;
    }

    private Source source() {
        return KinesisSource.withFanOut(
                KINESIS, PUSHING, KinesisSettings.of(stream), CONSUMER, meters, Clock.systemUTC());
    }

    private void put(List<String> lines) {
        for (String line : lines) {
            byte[] data = Envelopes.of("eni-0-all", 0, List.of(line));
            KINESIS.putRecord(
                    request -> request.streamName(stream).partitionKey("k").data(SdkBytes.fromByteArray(data)));
        }
    }

    private void awaitActive() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> KINESIS.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }
}
