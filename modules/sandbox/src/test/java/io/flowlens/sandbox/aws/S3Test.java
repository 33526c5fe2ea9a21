package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.network.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

class S3Test {

    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:files";

    private AwsEndpoint endpoint;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        s3 = new Clients(endpoint).of(S3Client.builder());
        sqs = new Clients(endpoint).of(SqsClient.builder());
        s3.createBucket(create -> create.bucket("logs"));
    }

    @AfterEach
    void stop() {
        s3.close();
        sqs.close();
        endpoint.close();
    }

    @Test
    void givesBackWhatWasStored() {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        s3.putObject(
                put -> put.bucket("logs")
                        .key("a b/c+d=é.gz")
                        .contentType("text/plain")
                        .contentEncoding("gzip"),
                RequestBody.fromBytes(content));

        var read = s3.getObjectAsBytes(get -> get.bucket("logs").key("a b/c+d=é.gz"));

        assertThat(read.asByteArray()).isEqualTo(content);
        assertThat(read.response().contentType()).isEqualTo("text/plain");
        assertThat(read.response().contentEncoding()).isEqualTo("gzip");
        HeadObjectResponse head = s3.headObject(get -> get.bucket("logs").key("a b/c+d=é.gz"));
        assertThat(head.contentLength()).isEqualTo(content.length);
        assertThat(head.eTag()).isEqualTo(read.response().eTag());
    }

    @Test
    void takesContentWithEveryChecksumAndRefusesWhatIsNotWhatItSays() {
        for (ChecksumAlgorithm algorithm : List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256)) {
            s3.putObject(
                    put -> put.bucket("logs").key("k").checksumAlgorithm(algorithm),
                    RequestBody.fromString("x " + algorithm));
            assertThat(read("k")).isEqualTo("x " + algorithm);
        }

        assertThatThrownBy(() -> s3.putObject(
                        put -> put.bucket("logs").key("k").checksumCRC32("AAAAAA=="), RequestBody.fromString("y")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("CRC32");
    }

    @Test
    void givesPartOfAnObject() {
        put("k", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-2")).isEqualTo("89");
        assertThat(range("bytes=8-99")).isEqualTo("89");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("not satisfiable");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> read("k")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket("logs").key("k")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headBucket(head -> head.bucket("nowhere")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket("nowhere")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.getBucketPolicy(get -> get.bucket("logs")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("not implemented");
    }

    @Test
    void deletesBucketsOnlyWhenTheyAreEmpty() {
        put("a", "x");
        put("b", "x");
        put("c", "x");
        assertThatThrownBy(() -> s3.deleteBucket(delete -> delete.bucket("logs")))
                .hasMessageContaining("not empty");

        s3.deleteObject(delete -> delete.bucket("logs").key("a"));
        s3.deleteObjects(delete -> delete.bucket("logs").delete(all -> all.objects(identifier("b"), identifier("c"))));
        s3.deleteBucket(delete -> delete.bucket("logs"));

        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).isEmpty();
    }

    @Test
    void saysWhereABucketIs() {
        assertThat(s3.getBucketLocation(get -> get.bucket("logs")).locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(s3.headBucket(head -> head.bucket("logs")).bucketRegion()).isEqualTo("us-east-1");
    }

    @Test
    void listsPageByPage() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            keys.add("p/key %02d".formatted(i));
            put(keys.get(i), "x");
        }
        put("other", "x");

        List<S3Object> listed = s3
                .listObjectsV2Paginator(
                        list -> list.bucket("logs").prefix("p/").maxKeys(10).encodingType("url"))
                .contents()
                .stream()
                .toList();

        assertThat(listed).extracting(S3Object::key).isEqualTo(keys);
        assertThat(listed).extracting(S3Object::size).containsOnly(1L);
        assertThat(s3.listObjectsV2(list -> list.bucket("logs").prefix("p/").startAfter("p/key 22"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("p/key 23", "p/key 24");
    }

    @Test
    void takesKeysUpToADelimiterTogether() {
        for (String key : List.of("a", "day=1/x", "day=1/y", "day=2/x", "z")) {
            put(key, "x");
        }

        ListObjectsV2Response first =
                s3.listObjectsV2(list -> list.bucket("logs").delimiter("/").maxKeys(2));
        ListObjectsV2Response rest = s3.listObjectsV2(
                list -> list.bucket("logs").delimiter("/").continuationToken(first.nextContinuationToken()));

        assertThat(first.contents()).extracting(S3Object::key).containsExactly("a");
        assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("day=1/");
        assertThat(rest.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("day=2/");
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("z");
        assertThat(rest.isTruncated()).isFalse();
    }

    @Test
    void tellsAQueueOfNewObjects() throws Exception {
        String queue = sqs.createQueue(create -> create.queueName("files")).queueUrl();
        announce(QUEUE_ARN);

        put("year=2026/a b.gz", "123");
        put("year=2026/a.txt", "123");

        List<JsonNode> messages = new ArrayList<>();
        for (var message : sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages()) {
            messages.add(new ObjectMapper().readTree(message.body()));
        }
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).path("Event").asText()).isEqualTo("s3:TestEvent");
        JsonNode record = messages.get(1).path("Records").path(0);
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(record.at("/s3/bucket/name").asText()).isEqualTo("logs");
        assertThat(record.at("/s3/object/key").asText()).isEqualTo("year%3D2026/a+b.gz");
        assertThat(record.at("/s3/object/size").asInt()).isEqualTo(3);
    }

    @Test
    void remembersWhichQueuesToTell() {
        sqs.createQueue(create -> create.queueName("files"));
        announce(QUEUE_ARN);

        QueueConfiguration kept = s3.getBucketNotificationConfiguration(get -> get.bucket("logs"))
                .queueConfigurations()
                .get(0);

        assertThat(kept.queueArn()).isEqualTo(QUEUE_ARN);
        assertThat(kept.events()).containsExactly(Event.S3_OBJECT_CREATED);
        assertThat(kept.filter().key().filterRules()).hasSize(2);
        assertThatThrownBy(() -> announce(QUEUE_ARN + "2"))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("destination");
    }

    @Test
    void failsOnDemand() {
        endpoint.faults().throttle("s3:GetObject", 1);
        put("k", "x");

        assertThatThrownBy(() -> read("k")).isInstanceOf(S3Exception.class).hasMessageContaining("reduce");
    }

    @Test
    void refusesConditionsRatherThanIgnoringThem() {
        assertThatThrownBy(() ->
                        s3.putObject(put -> put.bucket("logs").key("k").ifNoneMatch("*"), RequestBody.fromString("x")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("not implemented");
    }

    private void announce(String queueArn) {
        QueueConfiguration configuration = QueueConfiguration.builder()
                .queueArn(queueArn)
                .events(Event.S3_OBJECT_CREATED)
                .filter(filter -> filter.key(key -> key.filterRules(
                        List.of(rule(FilterRuleName.PREFIX, "year="), rule(FilterRuleName.SUFFIX, ".gz")))))
                .build();
        s3.putBucketNotificationConfiguration(
                put -> put.bucket("logs").notificationConfiguration(all -> all.queueConfigurations(configuration)));
    }

    private static FilterRule rule(FilterRuleName name, String value) {
        return FilterRule.builder().name(name).value(value).build();
    }

    private void put(String key, String text) {
        s3.putObject(put -> put.bucket("logs").key(key), RequestBody.fromString(text));
    }

    private String read(String key) {
        return s3.getObjectAsBytes(get -> get.bucket("logs").key(key)).asUtf8String();
    }

    private String range(String range) {
        return s3.getObjectAsBytes(get -> get.bucket("logs").key("k").range(range))
                .asUtf8String();
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }
}
