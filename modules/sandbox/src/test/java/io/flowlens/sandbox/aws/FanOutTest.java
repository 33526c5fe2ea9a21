package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** Enhanced fan-out, through the SDK's own reader of event streams, over HTTP/1.1. */
class FanOutTest {

    private static final String SHARD = "shardId-000000000000";

    private final ConcurrentLinkedQueue<SubscribeToShardEvent> events = new ConcurrentLinkedQueue<>();
    private AwsEndpoint endpoint;
    private KinesisClient kinesis;
    private KinesisAsyncClient fanOut;
    private String consumer;

    @BeforeEach
    void start() {
        start(new Pace(30));
    }

    private void start(Pace pace) {
        endpoint = AwsEndpoint.start(AwsConfig.defaults().withPace(pace).withSeed(7));
        kinesis = new Clients(endpoint).of(KinesisClient.builder());
        fanOut = KinesisAsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        kinesis.createStream(create -> create.streamName("flows").shardCount(1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isActive);
        String stream = "arn:aws:kinesis:us-east-1:123456789012:stream/flows";
        consumer = kinesis.registerStreamConsumer(
                        register -> register.streamARN(stream).consumerName("reader"))
                .consumer()
                .consumerARN();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kinesis.describeStreamConsumer(describe -> describe.consumerARN(consumer))
                                .consumerDescription()
                                .consumerStatus()
                        == ConsumerStatus.ACTIVE);
    }

    @AfterEach
    void stop() {
        fanOut.close();
        kinesis.close();
        endpoint.close();
    }

    @Test
    void pushesWhatIsThereAndWhatComes() {
        put("one");
        subscribe();
        Awaitility.await().until(() -> data().contains("one"));
        put("two");

        Awaitility.await().until(() -> data().contains("two"));

        assertThat(data()).containsExactly("one", "two");
        assertThat(events.peek().continuationSequenceNumber()).hasSize(56);
        assertThat(events.peek().millisBehindLatest()).isZero();
    }

    @Test
    void endsAfterFiveOfAwssMinutes() {
        CompletableFuture<Void> subscription = subscribe();

        assertThat(subscription).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void namesTheChildrenAtTheEndOfAClosedShard() {
        put("one");
        CompletableFuture<Void> subscription = subscribe();
        kinesis.splitShard(
                split -> split.streamName("flows").shardToSplit(SHARD).newStartingHashKey("7"));

        assertThat(subscription).succeedsWithin(Duration.ofSeconds(60));
        SubscribeToShardEvent last = List.copyOf(events).get(events.size() - 1);
        assertThat(last.childShards()).hasSize(2);
        assertThat(last.continuationSequenceNumber()).isNull();
    }

    @Test
    void refusesASecondSubscriptionTooSoon() {
        // At the sandbox's usual pace the five seconds are too few milliseconds to be sure of.
        stop();
        start(new Pace(3));
        subscribe();
        Awaitility.await().until(() -> !events.isEmpty());

        assertThat(subscribe())
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(ResourceInUseException.class);
    }

    @Test
    void endsWithItsConsumer() {
        CompletableFuture<Void> subscription = subscribe();
        Awaitility.await().until(() -> !events.isEmpty());

        kinesis.deregisterStreamConsumer(deregister -> deregister.consumerARN(consumer));

        assertThat(subscription).succeedsWithin(Duration.ofSeconds(60));
        assertThat(kinesis.listStreamConsumers(
                                list -> list.streamARN("arn:aws:kinesis:us-east-1:123456789012:stream/flows"))
                        .consumers())
                .isEmpty();
    }

    private CompletableFuture<Void> subscribe() {
        var handler = SubscribeToShardResponseHandler.builder()
                .subscriber(event -> {
                    if (event instanceof SubscribeToShardEvent shardEvent) {
                        events.add(shardEvent);
                    }
                })
                .build();
        return fanOut.subscribeToShard(
                subscribe -> subscribe
                        .consumerARN(consumer)
                        .shardId(SHARD)
                        .startingPosition(place -> place.type(ShardIteratorType.TRIM_HORIZON)),
                handler);
    }

    private List<String> data() {
        return events.stream()
                .flatMap(event -> event.records().stream())
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    private void put(String text) {
        kinesis.putRecord(put -> put.streamName("flows").partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }

    private boolean isActive() {
        return kinesis.describeStreamSummary(describe -> describe.streamName("flows"))
                        .streamDescriptionSummary()
                        .streamStatus()
                == StreamStatus.ACTIVE;
    }
}
