package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.network.Pace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class SubscriptionTest {

    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/flows";
    private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/to-kinesis";

    private AwsEndpoint endpoint;
    private CloudWatchLogsClient logs;
    private KinesisClient kinesis;
    private IamClient iam;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        Clients clients = new Clients(endpoint);
        logs = clients.of(CloudWatchLogsClient.builder());
        kinesis = clients.of(KinesisClient.builder());
        iam = clients.of(IamClient.builder());
        kinesis.createStream(create -> create.streamName("flows").shardCount(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> kinesis.describeStreamSummary(describe -> describe.streamName("flows"))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
        logs.createLogGroup(create -> create.logGroupName("g"));
        logs.createLogStream(create -> create.logGroupName("g").logStreamName("eni-1-all"));
    }

    @AfterEach
    void stop() {
        logs.close();
        kinesis.close();
        iam.close();
        endpoint.close();
    }

    @Test
    void sendsAHealthCheckAndThenWhatIsLogged() {
        createRole("logs.amazonaws.com");
        subscribe("all", "");

        put(event(1000, "one"), event(2000, "two"));

        List<JsonNode> messages = envelopes();
        assertThat(messages.get(0).path("messageType").asText()).isEqualTo("CONTROL_MESSAGE");
        JsonNode data = messages.get(1);
        assertThat(data.path("messageType").asText()).isEqualTo("DATA_MESSAGE");
        assertThat(data.path("owner").asText()).isEqualTo("123456789012");
        assertThat(data.path("logGroup").asText()).isEqualTo("g");
        assertThat(data.path("logStream").asText()).isEqualTo("eni-1-all");
        assertThat(data.path("subscriptionFilters").get(0).asText()).isEqualTo("all");
        assertThat(data.path("logEvents")).hasSize(2);
        assertThat(data.path("logEvents").get(1).path("message").asText()).isEqualTo("two");
        assertThat(data.path("logEvents").get(1).path("timestamp").asLong()).isEqualTo(2000);
        assertThat(data.path("logEvents").get(1).path("id").asText()).hasSize(56);
    }

    @Test
    void passesOnOnlyWhatMatchesAndNamesItsColumns() {
        createRole("logs.us-east-1.amazonaws.com");
        subscribe("rejects", "[version, account, ..., action=\"REJECT\", status]");

        put(event(1000, "2 123 eni-1 - ACCEPT OK"), event(2000, "2 123 eni-1 - REJECT OK"));

        JsonNode events = envelopes().get(1).path("logEvents");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("extractedFields").path("action").asText())
                .isEqualTo("REJECT");
        assertThat(events.get(0).path("extractedFields").path("account").asText())
                .isEqualTo("123");
    }

    @Test
    void splitsWhatOneRecordCannotHold() {
        createRole("logs.amazonaws.com");
        subscribe("all", "");
        Random random = new Random(1);
        List<InputLogEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            StringBuilder noise = new StringBuilder();
            random.ints(50_000, ' ' + 1, 0x7FF).forEach(c -> noise.append((char) c));
            events.add(event(i, noise.toString()));
        }

        put(events.toArray(InputLogEvent[]::new));
        put(event(20, "last"));

        List<String> timestamps = new ArrayList<>();
        envelopes().stream()
                .skip(1)
                .forEach(envelope -> envelope.path("logEvents")
                        .forEach(event -> timestamps.add(event.path("timestamp").asText())));
        assertThat(timestamps).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "20");
    }

    @Test
    void refusesARoleThatLogsCannotAssume() {
        createRole("ec2.amazonaws.com");

        assertThatThrownBy(() -> subscribe("all", ""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("permission to assume the provided role");
    }

    @Test
    void refusesAStreamThatIsNotActive() {
        createRole("logs.amazonaws.com");

        assertThatThrownBy(() -> logs.putSubscriptionFilter(put -> put.logGroupName("g")
                        .filterName("all")
                        .filterPattern("")
                        .destinationArn(STREAM_ARN + "-missing")
                        .roleArn(ROLE_ARN)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Could not deliver test message to specified Kinesis stream.");
    }

    @Test
    void allowsTwoFiltersPerGroup() {
        createRole("logs.amazonaws.com");
        subscribe("one", "");
        subscribe("two", "");
        subscribe("two", "REJECT");

        assertThatThrownBy(() -> subscribe("three", "")).isInstanceOf(LimitExceededException.class);
        logs.deleteSubscriptionFilter(delete -> delete.logGroupName("g").filterName("one"));
        assertThat(logs.describeSubscriptionFilters(describe -> describe.logGroupName("g"))
                        .subscriptionFilters())
                .singleElement()
                .satisfies(filter -> assertThat(filter.filterPattern()).isEqualTo("REJECT"));
    }

    private void createRole(String service) {
        iam.createRole(create -> create.roleName("to-kinesis").assumeRolePolicyDocument(Trust.of(service)));
    }

    private void subscribe(String name, String pattern) {
        logs.putSubscriptionFilter(put -> put.logGroupName("g")
                .filterName(name)
                .filterPattern(pattern)
                .destinationArn(STREAM_ARN)
                .roleArn(ROLE_ARN));
    }

    private void put(InputLogEvent... events) {
        logs.putLogEvents(
                put -> put.logGroupName("g").logStreamName("eni-1-all").logEvents(events));
    }

    private static InputLogEvent event(long timestamp, String message) {
        return InputLogEvent.builder().timestamp(timestamp).message(message).build();
    }

    private List<JsonNode> envelopes() {
        String iterator = kinesis.getShardIterator(get -> get.streamName("flows")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return kinesis.getRecords(get -> get.shardIterator(iterator)).records().stream()
                .map(SubscriptionTest::unpacked)
                .toList();
    }

    private static JsonNode unpacked(Record record) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(record.data().asByteArray()))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
