package io.flowlens.ingester;

import io.flowlens.ingester.envelope.InflaterKind;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.ingester.kinesis.KinesisSource;
import io.flowlens.ingester.source.Start;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Faults;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A broker and an AWS region on this machine; every test takes topics and a stream of its own. */
final class Outside implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final String REGION = "us-east-1";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Path data;
    private final AwsEndpoint aws = AwsEndpoint.start(AwsConfig.defaults());
    private final KinesisClient kinesis = client(aws.uri());
    private KafkaBroker broker;

    Outside(Path data) {
        this.data = data;
        this.broker = KafkaBroker.start(data, 0);
    }

    static KinesisClient client(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static IngesterService ingester(
            KinesisClient kinesis, String stream, Start start, KafkaSettings kafka, Topics topics, Meters meters) {
        KinesisSettings settings = new KinesisSettings(stream, Duration.ofMillis(200), InflaterKind.JDK);
        return new IngesterService(
                new IngesterSettings("ingester", start, REGION, Map.of(Envelopes.LOG_GROUP, "${version}")),
                List.of(new KinesisSource(kinesis, settings, meters, Clock.systemUTC())),
                kafka,
                topics,
                meters);
    }

    IngesterService ingester(String stream, Start start, Topics topics, Meters meters) {
        return ingester(kinesis, stream, start, kafka(), topics, meters);
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(broker.bootstrapServers(), Map.of());
    }

    KinesisClient kinesis() {
        return kinesis;
    }

    URI awsUri() {
        return aws.uri();
    }

    Faults faults() {
        return aws.faults();
    }

    Topics topics() {
        Topics topics = new Topics("t" + NAMES.incrementAndGet() + ".", 4);
        try (TopicAdmin admin = new TopicAdmin(kafka().admin("test"), Duration.ofSeconds(30))) {
            admin.createMissing(topics);
        }
        return topics;
    }

    String stream(int shards) {
        String name = "stream-" + NAMES.incrementAndGet();
        kinesis.createStream(request -> request.streamName(name).shardCount(shards));
        awaitActive(name);
        return name;
    }

    void awaitActive(String stream) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> kinesis.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    void put(String stream, String key, byte[] data) {
        kinesis.putRecord(
                request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromByteArray(data)));
    }

    void stopBroker() {
        broker.close();
    }

    void restartBroker() {
        int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
        broker = KafkaBroker.start(data, port);
    }

    @Override
    public void close() {
        kinesis.close();
        aws.close();
        broker.close();
    }
}
