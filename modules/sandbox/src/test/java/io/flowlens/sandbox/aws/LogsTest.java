package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest {

    private AwsEndpoint endpoint;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        logs = new Clients(endpoint).of(CloudWatchLogsClient.builder());
    }

    @AfterEach
    void stop() {
        logs.close();
        endpoint.close();
    }

    @Test
    void describesAGroupAsItWasMade() {
        logs.createLogGroup(create -> create.logGroupName("/lab/flows").tags(Map.of("project", "flowlens")));
        logs.putRetentionPolicy(put -> put.logGroupName("/lab/flows").retentionInDays(1));

        var group = logs.describeLogGroups(describe -> describe.logGroupNamePrefix("/lab"))
                .logGroups()
                .get(0);

        assertThat(group.retentionInDays()).isEqualTo(1);
        assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/lab/flows:*");
        assertThat(logs.listTagsForResource(list -> list.resourceArn(group.logGroupArn()))
                        .tags())
                .containsEntry("project", "flowlens");
        assertThatThrownBy(() -> logs.createLogGroup(create -> create.logGroupName("/lab/flows")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
    }

    @Test
    void forgetsADeletedGroup() {
        group("g", "s");

        logs.deleteLogGroup(delete -> delete.logGroupName("g"));

        assertThatThrownBy(() -> logs.describeLogStreams(describe -> describe.logGroupName("g")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void pagesThroughEventsInBothDirections() {
        group("g", "s");
        put("g", "s", event(0, "a"), event(1, "b"), event(2, "c"));

        var first = logs.getLogEvents(get ->
                get.logGroupName("g").logStreamName("s").startFromHead(true).limit(2));
        var second = logs.getLogEvents(
                get -> get.logGroupName("g").logStreamName("s").nextToken(first.nextForwardToken()));
        var end = logs.getLogEvents(
                get -> get.logGroupName("g").logStreamName("s").nextToken(second.nextForwardToken()));
        var newest = logs.getLogEvents(
                get -> get.logGroupName("g").logStreamName("s").limit(2));

        assertThat(first.events()).extracting(OutputLogEvent::message).containsExactly("a", "b");
        assertThat(second.events()).extracting(OutputLogEvent::message).containsExactly("c");
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(second.nextForwardToken());
        assertThat(newest.events()).extracting(OutputLogEvent::message).containsExactly("b", "c");
    }

    @Test
    void filtersEventsOfAllStreamsByTimeAndPattern() {
        group("g", "eni-1-all");
        logs.createLogStream(create -> create.logGroupName("g").logStreamName("eni-2-all"));
        put("g", "eni-1-all", event(10, "REJECT late"), event(20, "ACCEPT"));
        put("g", "eni-2-all", event(5, "REJECT early"));

        List<String> found = new ArrayList<>();
        logs
                .filterLogEventsPaginator(filter ->
                        filter.logGroupName("g").filterPattern("REJECT").limit(1))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .forEach(found::add);

        assertThat(found).containsExactly("REJECT early", "REJECT late");
        assertThat(logs.filterLogEvents(filter ->
                                filter.logGroupName("g").startTime(20L).endTime(21L))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("ACCEPT");
    }

    @Test
    void takesEventsOfAnyAgeButNoneOfTheFuture() {
        group("g", "s");
        long future = Instant.now().plus(Duration.ofHours(3)).toEpochMilli();
        long now = Instant.now().toEpochMilli();

        put("g", "s", event(1, "from 1970"));
        PutLogEventsResponse response = put("g", "s", event(now, "now"), event(future, "tomorrow"));

        assertThat(response.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(logs.getLogEvents(get -> get.logGroupName("g").logStreamName("s"))
                        .events())
                .hasSize(2);
    }

    @Test
    void refusesABatchOutOfOrder() {
        group("g", "s");

        assertThatThrownBy(() -> put("g", "s", event(2, "b"), event(1, "a")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("chronological order");
    }

    @Test
    void refusesABatchThatIsTooLarge() {
        group("g", "s");

        assertThatThrownBy(() -> put("g", "s", event(1, "x".repeat(1_048_576))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Upload too large");
    }

    private void group(String group, String stream) {
        logs.createLogGroup(create -> create.logGroupName(group));
        logs.createLogStream(create -> create.logGroupName(group).logStreamName(stream));
    }

    private PutLogEventsResponse put(String group, String stream, InputLogEvent... events) {
        return logs.putLogEvents(
                put -> put.logGroupName(group).logStreamName(stream).logEvents(events));
    }

    private static InputLogEvent event(long timestamp, String message) {
        return InputLogEvent.builder().timestamp(timestamp).message(message).build();
    }
}
