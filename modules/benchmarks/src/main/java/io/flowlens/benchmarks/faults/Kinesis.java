package io.flowlens.benchmarks.faults;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** One stream on a sandbox region in this process: it stays up, but is resharded and made to misbehave. */
final class Kinesis implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final String STREAM = "flow-logs";

    private static final int FEWEST_SHARDS = 2;
    private static final int MOST_SHARDS = 8;
    private static final List<String> TROUBLED =
            List.of("kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:PutRecord");
    private static final Duration SLOW = Duration.ofMillis(50);

    private final AwsEndpoint aws;
    private final KinesisClient client;
    private final Deadline deadline;

    Kinesis(long seed, int shards, Deadline deadline) throws InterruptedException {
        this.aws = AwsEndpoint.start(AwsConfig.defaults().withSeed(seed));
        this.client = KinesisClient.builder()
                .endpointOverride(aws.uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Who retries must know that the first try did nothing: a put whose answer was lost would be put twice.
                .overrideConfiguration(call -> call.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        this.deadline = deadline;
        client.createStream(request -> request.streamName(STREAM).shardCount(shards));
        awaitActive();
    }

    URI uri() {
        return aws.uri();
    }

    /**
     * Puts a record. A refusal is tried again: the sandbox refuses before it does anything, so no line comes twice of it.
     */
    void put(int index, byte[] data) throws InterruptedException {
        String key = NumberedLines.interfaceId(index);
        while (true) {
            try {
                client.putRecord(request ->
                        request.streamName(STREAM).partitionKey(key).data(SdkBytes.fromByteArrayUnsafe(data)));
                return;
            } catch (KinesisException e) {
                deadline.check("putting a record: " + e.getMessage());
                Thread.sleep(20);
            }
        }
    }

    /** Throttling, failures and slow answers, a fifth of the calls each. */
    void misbehave() {
        for (String operation : TROUBLED) {
            aws.faults().throttle(operation, 0.2);
            aws.faults().fail(operation, 0.2);
            aws.faults().delay(operation, SLOW);
        }
    }

    void behave() {
        aws.faults().clear();
    }

    /** Splits a shard, merges two, or asks for another number of them; answers what it did. */
    String reshard(Random random) throws InterruptedException {
        awaitActive();
        List<Shard> open = openShards();
        int choice = random.nextInt(3);
        if (open.size() <= FEWEST_SHARDS || open.size() < MOST_SHARDS && choice == 0) {
            return split(open.get(random.nextInt(open.size())));
        }
        if (open.size() >= MOST_SHARDS || choice == 1) {
            int left = random.nextInt(open.size() - 1);
            return merge(open.get(left), open.get(left + 1));
        }
        int count = Math.min(MOST_SHARDS, open.size() + 2);
        client.updateShardCount(
                request -> request.streamName(STREAM).targetShardCount(count).scalingType(ScalingType.UNIFORM_SCALING));
        return "from %d to %d shards".formatted(open.size(), count);
    }

    private String split(Shard shard) {
        BigInteger low = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger high = new BigInteger(shard.hashKeyRange().endingHashKey());
        String middle = low.add(high).shiftRight(1).toString();
        client.splitShard(request ->
                request.streamName(STREAM).shardToSplit(shard.shardId()).newStartingHashKey(middle));
        return "split of " + number(shard);
    }

    private String merge(Shard left, Shard right) {
        client.mergeShards(request ->
                request.streamName(STREAM).shardToMerge(left.shardId()).adjacentShardToMerge(right.shardId()));
        return "merge of %s and %s".formatted(number(left), number(right));
    }

    private static String number(Shard shard) {
        return "shard " + shard.shardId().replaceAll("shardId-0*(?=\\d)", "");
    }

    /** In the order of their hash keys: neighbours can be merged. */
    private List<Shard> openShards() {
        return client.listShards(request -> request.streamName(STREAM)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
    }

    private void awaitActive() throws InterruptedException {
        deadline.await(
                "waiting for the stream to become active",
                () -> client.describeStreamSummary(request -> request.streamName(STREAM))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    @Override
    public void close() {
        client.close();
        aws.close();
    }
}
