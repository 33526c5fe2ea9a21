package io.flowlens.sandbox.aws;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class KinesisTest {

    private AwsEndpoint endpoint;
    private KinesisClient kinesis;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        kinesis = new Clients(endpoint).of(KinesisClient.builder());
    }

    @AfterEach
    void stop() {
        kinesis.close();
        endpoint.close();
    }

    @Test
    void takesTimeToCreateAStream() {
        endpoint.close();
        endpoint = AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(0.01)));
        kinesis = new Clients(endpoint).of(KinesisClient.builder());

        kinesis.createStream(create -> create.streamName("flows").shardCount(2));

        assertThat(status()).isEqualTo(StreamStatus.CREATING);
        assertThatThrownBy(() -> put("a", "x")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> kinesis.createStream(
                        create -> create.streamName("flows").shardCount(2)))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("already exists");
    }

    @Test
    void givesBackWhatWasPutInOrder() {
        createStream(1);
        put("a", "one");
        put("b", "two");

        List<Record> records = drain(iterator("shardId-000000000000", ShardIteratorType.TRIM_HORIZON))
                .records();

        assertThat(records).extracting(record -> record.data().asUtf8String()).containsExactly("one", "two");
        assertThat(records).extracting(Record::partitionKey).containsExactly("a", "b");
        assertThat(records.get(0).approximateArrivalTimestamp())
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(records.get(0).sequenceNumber())
                .hasSize(56)
                .isLessThan(records.get(1).sequenceNumber());
    }

    @Test
    void startsReadingAtEachKindOfPlace() {
        createStream(1);
        PutRecordResponse first = put("a", "one");
        Instant between = Instant.now().plusMillis(2);
        Awaitility.await().until(() -> Instant.now().isAfter(between));
        put("a", "two");
        String shard = first.shardId();
        String latest = iterator(shard, ShardIteratorType.LATEST);
        put("a", "three");

        assertThat(texts(latest)).containsExactly("three");
        assertThat(texts(at(ShardIteratorType.AT_SEQUENCE_NUMBER, first))).containsExactly("one", "two", "three");
        assertThat(texts(at(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first))).containsExactly("two", "three");
        String atTime = kinesis.getShardIterator(get -> get.streamName("flows")
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(between))
                .shardIterator();
        assertThat(texts(atTime)).containsExactly("two", "three");
    }

    @Test
    void saysHowFarBehindAReaderIs() {
        createStream(1);
        put("a", "one");
        put("a", "two");
        String start = iterator("shardId-000000000000", ShardIteratorType.TRIM_HORIZON);

        GetRecordsResponse part =
                kinesis.getRecords(get -> get.shardIterator(start).limit(1));
        GetRecordsResponse rest = kinesis.getRecords(get -> get.shardIterator(part.nextShardIterator()));

        assertThat(part.millisBehindLatest()).isPositive();
        assertThat(rest.records()).hasSize(1);
        assertThat(rest.millisBehindLatest()).isZero();
    }

    @Test
    void spreadsKeysOverShardsAndKeepsAKeyInOne() {
        createStream(4);
        List<String> shards = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            shards.add(put("key-" + i, "x").shardId());
        }

        assertThat(shards.stream().collect(toSet())).hasSize(4);
        assertThat(put("key-7", "y").shardId()).isEqualTo(shards.get(7));
    }

    @Test
    void endsAClosedShardWithItsChildren() {
        createStream(1);
        put("a", "before");
        kinesis.splitShard(split -> split.streamName("flows")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
        awaitActive();

        GetRecordsResponse end = drain(iterator("shardId-000000000000", ShardIteratorType.TRIM_HORIZON));

        assertThat(end.records()).hasSize(1);
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.childShards())
                .extracting(child -> child.shardId())
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(put("a", "after").shardId()).isNotEqualTo("shardId-000000000000");
        List<Shard> shards =
                kinesis.listShards(list -> list.streamName("flows")).shards();
        assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber()).isNotNull();
        assertThat(shards.get(1).parentShardId()).isEqualTo("shardId-000000000000");
        assertThat(kinesis.listShards(list ->
                                list.streamName("flows").shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
                        .shards())
                .hasSize(2);
    }

    @Test
    void mergesNeighbours() {
        createStream(4);
        kinesis.updateShardCount(
                update -> update.streamName("flows").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
        awaitActive();

        List<Shard> open = kinesis.listShards(list -> list.streamName("flows")).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();

        assertThat(open).hasSize(2);
        assertThat(open)
                .allSatisfy(shard -> assertThat(shard.adjacentParentShardId()).isNotNull());
    }

    @Test
    void pagesThroughShards() {
        createStream(5);

        var first = kinesis.listShards(list -> list.streamName("flows").maxResults(3));
        var second = kinesis.listShards(list -> list.nextToken(first.nextToken()));

        assertThat(first.shards()).hasSize(3);
        assertThat(second.shards()).hasSize(2);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void refusesAForgedIterator() {
        createStream(1);

        assertThatThrownBy(() -> kinesis.getRecords(get -> get.shardIterator("bm9uc2Vuc2U=")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid ShardIterator");
    }

    @Test
    void refusesAnIteratorOlderThanFiveMinutes() {
        createStream(1);
        long old = Instant.now().minus(Duration.ofMinutes(6)).toEpochMilli();
        String text = "1|flows|shardId-000000000000|" + "0".repeat(56) + "|" + old;
        String expired = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> kinesis.getRecords(get -> get.shardIterator(expired)))
                .isInstanceOf(ExpiredIteratorException.class);
    }

    @Test
    void deletesAStreamAfterAWhile() {
        createStream(1);

        kinesis.deleteStream(delete -> delete.streamName("flows").enforceConsumerDeletion(true));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(this::status).isInstanceOf(ResourceNotFoundException.class));
    }

    @Test
    void remembersTags() {
        createStream(1);
        String arn = kinesis.describeStreamSummary(describe -> describe.streamName("flows"))
                .streamDescriptionSummary()
                .streamARN();

        kinesis.tagResource(tag -> tag.resourceARN(arn).tags(Map.of("project", "flowlens")));

        assertThat(kinesis.listTagsForStream(list -> list.streamName("flows")).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("flowlens"));
    }

    private void createStream(int shards) {
        kinesis.createStream(create -> create.streamName("flows").shardCount(shards));
        awaitActive();
    }

    private void awaitActive() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status() == StreamStatus.ACTIVE);
    }

    private StreamStatus status() {
        return kinesis.describeStreamSummary(describe -> describe.streamName("flows"))
                .streamDescriptionSummary()
                .streamStatus();
    }

    private PutRecordResponse put(String key, String text) {
        return kinesis.putRecord(
                put -> put.streamName("flows").partitionKey(key).data(SdkBytes.fromUtf8String(text)));
    }

    private String iterator(String shard, ShardIteratorType type) {
        return kinesis.getShardIterator(
                        get -> get.streamName("flows").shardId(shard).shardIteratorType(type))
                .shardIterator();
    }

    private String at(ShardIteratorType type, PutRecordResponse put) {
        return kinesis.getShardIterator(get -> get.streamName("flows")
                        .shardId(put.shardId())
                        .shardIteratorType(type)
                        .startingSequenceNumber(put.sequenceNumber()))
                .shardIterator();
    }

    private GetRecordsResponse drain(String iterator) {
        return kinesis.getRecords(get -> get.shardIterator(iterator));
    }

    private List<String> texts(String iterator) {
        return drain(iterator).records().stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }
}
