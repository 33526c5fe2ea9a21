package io.flowlens.ingester.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceContract;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.Start;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.service.Meters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class S3SourceIT extends SourceContract {

    private static final String DAY = "AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/01/31/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AwsEndpoint AWS = AwsEndpoint.start(AwsConfig.defaults());
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final S3Client S3 = S3Client.builder()
            .endpointOverride(AWS.uri())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private static final SqsClient SQS = SqsClient.builder()
            .endpointOverride(AWS.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private static int buckets;

    private final Meters meters = new Meters();
    private final String bucket = "contract-" + buckets++;

    @AfterAll
    static void close() {
        S3.close();
        SQS.close();
        AWS.close();
    }

    @Override
    protected Source sourceOf(List<String> lines) {
        S3.createBucket(request -> request.bucket(bucket));
        put(DAY + "flows.log.gz", Envelopes.gzip(String.join("\n", lines)));
        return listing("");
    }

    @Test
    void listsFlowLogsAndNothingElse() {
        S3.createBucket(request -> request.bucket(bucket));
        for (String key : List.of(
                DAY + "10/a.log.gz",
                "logs/AWSLogs/aws-account-id=1/aws-service=vpcflowlogs/aws-region=r/year=2026/b.log.gz",
                "AWSLogs/123456789012/CloudTrail/us-east-1/c.json.gz",
                "copied/d.log",
                "folder/")) {
            put(key, new byte[0]);
        }

        assertThat(keys(listing("")))
                .containsExactlyInAnyOrder(
                        DAY + "10/a.log.gz",
                        "copied/d.log",
                        "logs/AWSLogs/aws-account-id=1/aws-service=vpcflowlogs/aws-region=r/year=2026/b.log.gz");
        assertThat(keys(listing("copied/"))).containsExactly("copied/d.log");
    }

    @Test
    void readsTheFormatFromTheHeaderOfAnObject() {
        Source source = sourceOf(List.of("version interface-id", "2 eni-0a", "2 eni-0b"));

        List<Content> contents = contents(source, source.shards().get(0));

        assertThat(contents)
                .hasSize(2)
                .allSatisfy(content -> assertThat(((Batch) content).format()).isEqualTo("version interface-id"));
    }

    @Test
    void putsParquetAsideAndGoesOn() {
        S3.createBucket(request -> request.bucket(bucket));
        put(DAY + "a.log.parquet", "PAR1......PAR1".getBytes(StandardCharsets.UTF_8));
        Source source = listing("");
        Shard shard = source.shards().get(0);

        assertThat(contents(source, shard)).containsExactly(new Content.Unreadable(Content.Reason.BROKEN_PARQUET));
        source.committed(shard);
        assertThat(source.shards()).isEmpty();
        assertThat(source.expectsMore()).isFalse();
    }

    @Test
    void holdsFewObjectsAtATimeAndComesToAllOfThem() {
        S3.createBucket(request -> request.bucket(bucket));
        for (int i = 0; i < 70; i++) {
            put(DAY + i + ".log", new byte[0]);
        }
        Source source = listing("");
        Set<String> seen = new HashSet<>();

        while (source.expectsMore() || !source.shards().isEmpty()) {
            List<Shard> shards = source.shards();
            assertThat(shards).hasSizeLessThanOrEqualTo(32);
            shards.forEach(shard -> seen.add(shard.id()));
            shards.forEach(source::committed);
        }

        assertThat(seen).hasSize(70);
    }

    @Test
    void saysSoWhenAnObjectIsGone() {
        Source source = sourceOf(List.of("a"));
        Shard shard = source.shards().get(0);
        S3.deleteObject(request -> request.bucket(bucket).key(shard.id()));

        Page page = source.open(shard, new Start.Oldest()).read();

        assertThat(page.ended()).isTrue();
        assertThat(page.records()).isEmpty();
        assertThat(meters.counter(IngesterMeter.POSSIBLE_LOSSES.spec()).count()).isEqualTo(1);
    }

    @Test
    void namesTheBucketThatIsNotThere() {
        assertThatThrownBy(() -> listing("").shards())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("s3://" + bucket);
    }

    @Test
    void keepsAMessageUntilItsObjectIsCommitted() {
        String queue = notifyingQueue();
        put(DAY + "with space+plus.log", "2 eni-0a".getBytes(StandardCharsets.UTF_8));
        Source source = following(queue, Clock.systemUTC());

        List<Shard> shards = awaitShards(source);

        assertThat(shards).extracting(Shard::id).containsExactly(DAY + "with space+plus.log");
        assertThat(contents(source, shards.get(0))).hasSize(1);
        assertThat(messages(queue)).isEqualTo(1);
        source.committed(shards.get(0));
        assertThat(messages(queue)).isZero();
        assertThat(source.shards()).isEmpty();
        assertThat(source.expectsMore()).isTrue();
    }

    @Test
    void givesBackAMessageWhoseObjectIsReadElsewhere() {
        String queue = notifyingQueue();
        put(DAY + "a.log", new byte[0]);
        PendingClock clock = new PendingClock(Instant.now());
        Source notOurs = following(queue, clock);
        awaitShards(notOurs, clock);

        clock.time = clock.time.plusSeconds(60);
        notOurs.shards();

        assertThat(awaitShards(following(queue, Clock.systemUTC())))
                .extracting(Shard::id)
                .containsExactly(DAY + "a.log");
    }

    @Test
    void dropsMessagesThatTellOfNothingToRead() {
        String queue = notifyingQueue();
        SQS.sendMessage(request -> request.queueUrl(queue).messageBody("not JSON"));
        SQS.sendMessage(request -> request.queueUrl(queue).messageBody("{\"Records\":[]}"));
        Source source = following(queue, Clock.systemUTC());

        Awaitility.await().atMost(PATIENCE).until(() -> source.shards().isEmpty() && messages(queue) == 0);
    }

    private static final class PendingClock extends Clock {
        private Instant time;

        private PendingClock(Instant time) {
            this.time = time;
        }

        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("has no zone but " + getZone());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    }

    private static List<Shard> awaitShards(Source source) {
        return Awaitility.await().atMost(PATIENCE).until(source::shards, shards -> !shards.isEmpty());
    }

    private static void awaitShards(Source source, PendingClock clock) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            clock.time = clock.time.plusSeconds(1);
            return !source.shards().isEmpty();
        });
    }

    private static List<Content> contents(Source source, Shard shard) {
        Page page = source.open(shard, new Start.Oldest()).read();
        assertThat(page.ended()).isTrue();
        return page.records().stream()
                .flatMap(record -> source.decoder().decode(record.data()).stream())
                .toList();
    }

    private static List<String> keys(Source source) {
        return source.shards().stream().map(Shard::id).toList();
    }

    private Source listing(String prefix) {
        return new S3Source(S3, null, new S3Settings(bucket, prefix, null), null, meters, Clock.systemUTC(), 1);
    }

    private Source following(String queue, Clock clock) {
        return new S3Source(S3, SQS, new S3Settings(bucket, "", queue), null, meters, clock, 1);
    }

    private String notifyingQueue() {
        S3.createBucket(request -> request.bucket(bucket));
        String queue = SQS.createQueue(request -> request.queueName(bucket)).queueUrl();
        QueueConfiguration toQueue = QueueConfiguration.builder()
                .queueArn("arn:aws:sqs:us-east-1:123456789012:" + bucket)
                .events(Event.S3_OBJECT_CREATED)
                .build();
        S3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(configuration -> configuration.queueConfigurations(toQueue)));
        return queue;
    }

    private static int messages(String queue) {
        var counts = SQS.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private void put(String key, byte[] data) {
        S3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(data));
    }
}
