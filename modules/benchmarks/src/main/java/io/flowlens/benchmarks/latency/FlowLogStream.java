package io.flowlens.benchmarks.latency;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A Kinesis stream of one shard in the sandbox. */
final class FlowLogStream implements AutoCloseable {

    static final String NAME = "flow-logs";

    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final String ANY_KEY = "sandbox";

    private final AwsEndpoint aws = AwsEndpoint.start(AwsConfig.defaults());
    private final KinesisClient client;

    FlowLogStream() throws InterruptedException {
        client = KinesisClient.builder()
                .endpointOverride(aws.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        client.createStream(request -> request.streamName(NAME).shardCount(1));
        long deadline = System.nanoTime() + ACTIVE_WITHIN.toNanos();
        while (!isActive()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the stream did not become active");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isActive() {
        return client.describeStreamSummary(request -> request.streamName(NAME))
                        .streamDescriptionSummary()
                        .streamStatus()
                == StreamStatus.ACTIVE;
    }

    KinesisClient client() {
        return client;
    }

    void put(String key, byte[] packed) {
        client.putRecord(
                request -> request.streamName(NAME).partitionKey(key).data(SdkBytes.fromByteArrayUnsafe(packed)));
    }

    @Override
    public void close() {
        client.close();
        aws.close();
    }
}
