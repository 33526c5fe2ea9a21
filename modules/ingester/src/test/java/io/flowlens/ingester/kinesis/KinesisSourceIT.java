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
import io.flowlens.service.Meters;
import io.flowlens.topics.IngestPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class KinesisSourceIT extends SourceContract {

    private static final AwsEndpoint AWS = AwsEndpoint.start(AwsConfig.defaults());
    private static final KinesisClient KINESIS = KinesisClient.builder()
            .endpointOverride(AWS.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private static int streams;

    private final Meters meters = new Meters();

    @AfterAll
    static void close() {
        KINESIS.close();
        AWS.close();
    }

    @Override
    protected Source sourceOf(List<String> lines) {
        return source(streamOf(lines));
    }

    @Test
    void readsAStreamByItsArn() {
        String arn = KINESIS.describeStreamSummary(request -> request.streamName(streamOf(List.of("a"))))
                .streamDescriptionSummary()
                .streamARN();

        Source source = source(arn);

        assertThat(source.name()).startsWith("kinesis:contract-");
        assertThat(source.shards()).hasSize(1);
    }

    @Test
    void saysWhichShardsCameFromWhich() {
        String stream = streamOf(List.of("a"));
        KINESIS.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
        awaitActive(stream);

        List<Shard> shards = source(stream).shards();

        assertThat(shards).hasSize(3);
        assertThat(shards).filteredOn(Shard::closed).extracting(Shard::id).containsExactly("shardId-000000000000");
        assertThat(shards)
                .filteredOn(shard -> !shard.closed())
                .allMatch(shard -> shard.parents().equals(List.of("shardId-000000000000")));
        assertThat(lastPage(source(stream), shards.get(0)).ended()).isTrue();
    }

    @Test
    void saysSoWhenThrottledAndGoesOn() {
        Source source = sourceOf(List.of("a"));
        ShardReader reader = source.open(source.shards().get(0), new Start.Oldest());
        AWS.faults().throttle("kinesis:GetRecords", 1);

        Page throttled = reader.read();
        AWS.faults().clear();

        assertThat(throttled.isEmpty()).isTrue();
        assertThat(throttled.pause()).isPositive();
        assertThat(meters.counter(IngesterMeter.THROTTLES.spec()).count()).isEqualTo(1);
        assertThat(reader.read().records()).hasSize(1);
    }

    @Test
    void namesTheStreamThatDoesNotAnswer() {
        assertThatThrownBy(() -> source("missing").shards())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot list the shards of Kinesis stream missing");
    }

    @Test
    void saysThatRecordsMayBeLostWhenThePositionIsOlderThanTheStream() {
        Source source = sourceOf(List.of("a"));
        long longAgo = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
        IngestPosition position = new IngestPosition("1", longAgo, longAgo, 0, false);

        ShardReader reader = source.open(source.shards().get(0), new Start.After(position));

        assertThat(reader.read().records()).hasSize(1);
        assertThat(meters.counter(IngesterMeter.POSSIBLE_LOSSES.spec()).count()).isEqualTo(1);
    }

    @Test
    void startsAtATime() {
        Source source = sourceOf(List.of("a"));
        Shard shard = source.shards().get(0);
        SourceRecord record =
                source.open(shard, new Start.Oldest()).read().records().get(0);

        Instant arrived = Instant.ofEpochMilli(record.arrived());

        assertThat(source.open(shard, new Start.At(arrived)).read().records()).hasSize(1);
        assertThat(source.open(shard, new Start.At(arrived.plusMillis(1)))
                        .read()
                        .records())
                .isEmpty();
    }

    @Test
    void readsKinesisOverJsonToo() {
        String stream = streamOf(List.of("a", "b"));
        Set<String> types = ConcurrentHashMap.newKeySet();
        try (KinesisClient kinesis = overJson(types)) {
            Source source = new KinesisSource(kinesis, KinesisSettings.of(stream), meters, Clock.systemUTC());

            Page page = source.open(source.shards().get(0), new Start.Oldest()).read();

            assertThat(page.records()).hasSize(2);
        }
        assertThat(types).containsExactly("application/x-amz-json-1.1");
    }

    private static KinesisClient overJson(Set<String> types) {
        System.setProperty("aws.cborEnabled", "false");
        try {
            return KinesisClient.builder()
                    .endpointOverride(AWS.uri())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .overrideConfiguration(client -> client.addExecutionInterceptor(new ExecutionInterceptor() {
                        @Override
                        public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes all) {
                            types.addAll(call.httpRequest().headers().get("Content-Type"));
                        }
                    }))
                    .build();
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }

    private static Page lastPage(Source source, Shard shard) {
        ShardReader reader = source.open(shard, new Start.Oldest());
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(reader::read, Page::ended);
    }

    private Source source(String stream) {
        return new KinesisSource(KINESIS, KinesisSettings.of(stream), meters, Clock.systemUTC());
    }

    private static String streamOf(List<String> lines) {
        String stream = "contract-" + streams++;
        KINESIS.createStream(request -> request.streamName(stream).shardCount(1));
        awaitActive(stream);
        for (int i = 0; i < lines.size(); i++) {
            byte[] data = Envelopes.of("eni-0-all", i, lines.subList(i, i + 1));
            KINESIS.putRecord(
                    request -> request.streamName(stream).partitionKey("k").data(SdkBytes.fromByteArray(data)));
        }
        return stream;
    }

    private static void awaitActive(String stream) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> KINESIS.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }
}
