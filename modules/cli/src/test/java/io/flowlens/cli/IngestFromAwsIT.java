package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.broker.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every way in from AWS, by the command line, to what a reader of Kafka sees. */
@ExtendWith(SandboxKeys.class)
class IngestFromAwsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEADER = "version account-id interface-id action";
    private static final String HOURLY =
            "AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/01/31/10/123456789012_vpcflowlogs_us-east-1_fl-0a_";
    private static final String HIVE = "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/"
            + "aws-region=us-east-1/year=2026/month=01/day=31/hour=10/123456789012_vpcflowlogs_us-east-1_fl-0a_";

    @TempDir
    private static Path data;

    private static KafkaBroker broker;
    private static AwsEndpoint aws;
    private static int prefixes;

    private final String prefix = "w" + prefixes++ + ".";
    private final String name = "flows-" + prefixes;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(data, 0);
        aws = AwsEndpoint.start(AwsConfig.defaults());
    }

    @AfterAll
    static void close() {
        aws.close();
        broker.close();
    }

    @BeforeEach
    void forgetCalls() {
        RecordedCalls.forget();
    }

    @Test
    void readsABucketToItsEnd() throws IOException {
        try (S3Client s3 = s3()) {
            s3.createBucket(request -> request.bucket(name));
            put(s3, HOURLY + "1.log.gz", gzip(HEADER + "\n2 1 eni-0a ACCEPT\n2 1 eni-0b REJECT\n2 1 eni-0a REJECT\n"));
            put(s3, HIVE + "2.log.gz", gzip("version interface-id\n2 eni-0a\n"));
            put(s3, HIVE + "3.log.parquet", parquet());
            put(s3, "AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/31/4.json.gz", gzip("{}"));
        }

        CommandLineRun run = CommandLineRun.of(args("ingest", "--s3", name + "/AWSLogs/"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("6 lines read", "0 unreadable");
        assertThat(flowLogs())
                .containsExactlyInAnyOrder(
                        "eni-0a [" + HEADER + "] 2 1 eni-0a ACCEPT|2 1 eni-0a REJECT",
                        "eni-0b [" + HEADER + "] 2 1 eni-0b REJECT",
                        "eni-0a [version interface-id] 2 eni-0a",
                        "eni-0c [version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                                + " start end action log-status] "
                                + "2 123456789012 eni-0c 10.0.0.7 10.0.0.9 40000 22 6 1 40 1767225600 1767225660 REJECT OK|"
                                + "2 123456789012 eni-0c - - - - - - - 1767225660 1767225720 - NODATA");
        assertThat(CommandLineRun.of(args("ingest", "--s3", name + "/AWSLogs/")).err())
                .contains("nothing is new");
        assertThat(CommandLineRun.of(args("ingest", "--s3", name + "/AWSlogs/")).err())
                .contains("nothing to read");
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "ingest-bucket", "--bucket", name);
    }

    @Test
    void followsTheQueueOfABucket() throws Exception {
        String queue;
        try (SqsClient sqs = client(SqsClient.builder());
                S3Client s3 = s3()) {
            s3.createBucket(request -> request.bucket(name));
            queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
            QueueConfiguration toQueue = QueueConfiguration.builder()
                    .queueArn("arn:aws:sqs:us-east-1:123456789012:" + name)
                    .events(Event.S3_OBJECT_CREATED)
                    .build();
            s3.putBucketNotificationConfiguration(request -> request.bucket(name)
                    .notificationConfiguration(configuration -> configuration.queueConfigurations(toQueue)));
            put(s3, HOURLY + "1.log.gz", gzip(HEADER + "\n2 1 eni-0a ACCEPT\n"));

            try (FollowingRun run = new FollowingRun(args("ingest", "--s3", name, "--queue", queue))) {
                awaitFlowLogs("eni-0a [" + HEADER + "] 2 1 eni-0a ACCEPT");
                put(s3, HOURLY + "2.log.gz", gzip(HEADER + "\n2 1 eni-0a REJECT\n"));
                awaitFlowLogs("eni-0a [" + HEADER + "] 2 1 eni-0a ACCEPT", "eni-0a [" + HEADER + "] 2 1 eni-0a REJECT");

                assertThat(run.end().exitCode()).isZero();
            }
        }
        RecordedCalls.assertAllowedBy(
                Set.of("sqs:ChangeMessageVisibility"), "policy", "ingest-queue", "--bucket", name, "--queue", name);
    }

    @Test
    void followsALogGroupFromATimeOn() throws Exception {
        long now = Instant.now().toEpochMilli();
        try (CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder())) {
            logs.createLogGroup(request -> request.logGroupName(name));
            logs.createLogStream(request -> request.logGroupName(name).logStreamName("eni-0a-all"));
            logs.putLogEvents(request -> request.logGroupName(name)
                    .logStreamName("eni-0a-all")
                    .logEvents(event(now - 120_000, "2 eni-0a one"), event(now - 60_000, "2 eni-0a two")));
        }

        try (FollowingRun run = new FollowingRun(args(
                "ingest", "--log-group", name, "--since", "1h", "--format", "${version} ${interface-id} ${action}"))) {
            awaitFlowLogs("eni-0a [${version} ${interface-id} ${action}] 2 eni-0a one|2 eni-0a two");
            assertThat(CommandLineRun.of(args("ingest", "status")).out()).contains("logs:" + name, "reading");

            assertThat(run.end().exitCode()).isZero();
        }
        assertThat(CommandLineRun.of(args("ingest", "status")).out())
                .contains("logs:" + name, "stopped")
                .doesNotContain("reading");
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "ingest-log-group", "--log-group", name);
    }

    @Test
    void hasTheRecordsOfAStreamPushed() throws Exception {
        try (KinesisClient kinesis = client(KinesisClient.builder())) {
            createStream(kinesis, 2);
            put(kinesis, "eni-0a", "one");

            try (FollowingRun run = new FollowingRun(args("ingest", "--stream", name, "--fan-out"))) {
                awaitFlowLogs("eni-0a [null] 2 eni-0a one");
                put(kinesis, "eni-0b", "two");
                awaitFlowLogs("eni-0a [null] 2 eni-0a one", "eni-0b [null] 2 eni-0b two");

                assertThat(run.end().exitCode()).isZero();
            }
            Set<String> toLookBack = Set.of("kinesis:GetShardIterator", "kinesis:GetRecords");
            RecordedCalls.assertAllowedBy(toLookBack, "policy", "ingest-stream-pushed", "--stream", name);
            // What was pushed need not be polled again.
            RecordedCalls.forget();
            put(kinesis, "eni-0a", "three");
            try (FollowingRun run = new FollowingRun(args("ingest", "--stream", name))) {
                awaitFlowLogs(
                        "eni-0a [null] 2 eni-0a one", "eni-0b [null] 2 eni-0b two", "eni-0a [null] 2 eni-0a three");

                assertThat(run.end().exitCode()).isZero();
            }
            Set<String> afterALongBreak = Set.of("kinesis:DescribeStreamSummary");
            RecordedCalls.assertAllowedBy(afterALongBreak, "policy", "ingest-stream", "--stream", name);
        }
    }

    @Test
    void beginsAStreamWhereItIsTold() throws Exception {
        String fromLatest = "latest-" + prefix;
        try (KinesisClient kinesis = client(KinesisClient.builder())) {
            createStream(kinesis, 1);
            put(kinesis, "eni-0a", "one");
            Thread.sleep(5); // or both would arrive within one millisecond
            put(kinesis, "eni-0a", "two");
            String second = arrivals(kinesis).get(1).toString();

            try (FollowingRun run = new FollowingRun(args("ingest", "--stream", name, "--start", second))) {
                awaitFlowLogs("eni-0a [null] 2 eni-0a two");
                assertThat(run.end().exitCode()).isZero();
            }
            try (FollowingRun run =
                    new FollowingRun(argsFor(fromLatest, "ingest", "--stream", name, "--start", "latest"))) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> CommandLineRun.of(argsFor(fromLatest, "ingest", "status"))
                                .out()
                                .contains("shardId-"));
                put(kinesis, "eni-0a", "three");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(IngestedRecords.of(broker.bootstrapServers(), fromLatest))
                                .containsExactly("eni-0a [null] 2 eni-0a three"));
                assertThat(run.end().exitCode()).isZero();
            }
        }
    }

    private void createStream(KinesisClient kinesis, int shards) {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> kinesis.describeStreamSummary(request -> request.streamName(name))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    private List<Instant> arrivals(KinesisClient kinesis) {
        String iterator = kinesis.getShardIterator(request -> request.streamName(name)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return kinesis.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(Record::approximateArrivalTimestamp)
                .toList();
    }

    private void put(KinesisClient kinesis, String interfaceId, String line) throws IOException {
        String envelope = """
                {"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"/vpc","logStream":"%s-all",\
                "subscriptionFilters":["all"],"logEvents":[{"id":"%d","timestamp":1767225600000,"message":"2 %s %s"}]}""".formatted(interfaceId, line.hashCode(), interfaceId, line);
        byte[] record = gzip(envelope);
        kinesis.putRecord(
                request -> request.streamName(name).partitionKey(interfaceId).data(SdkBytes.fromByteArray(record)));
    }

    private static InputLogEvent event(long timestamp, String message) {
        return InputLogEvent.builder().timestamp(timestamp).message(message).build();
    }

    private void put(S3Client s3, String key, byte[] object) {
        s3.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(object));
    }

    private static S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(aws.uri())
                .overrideConfiguration(RecordedCalls.unheard())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private String[] args(String... args) {
        return argsFor(prefix, args);
    }

    private static String[] argsFor(String topics, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-server", broker.bootstrapServers(), "--topic-prefix", topics));
        if (!all.contains("status")) {
            all.addAll(List.of("--endpoint-url", aws.uri().toString()));
        }
        return all.toArray(String[]::new);
    }

    private void awaitFlowLogs(String... expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions() // the topics are made by the command under test
                .untilAsserted(() -> assertThat(flowLogs()).containsExactlyInAnyOrder(expected));
    }

    private List<String> flowLogs() {
        return IngestedRecords.of(broker.bootstrapServers(), prefix);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** As DuckDB wrote it: a flow and a window without one, whose fields are null. */
    private static byte[] parquet() throws IOException {
        try (InputStream file = IngestFromAwsIT.class.getResourceAsStream("flows.parquet")) {
            return file.readAllBytes();
        }
    }
}
