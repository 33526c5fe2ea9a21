package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.Distribution;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** The way out of the log group: a Kinesis stream and the filter that puts every event on it. */
final class LogSubscription {

    private static final String ABSENT = "ResourceNotFoundException";
    private static final Duration STREAM_LIMIT = Duration.ofMinutes(5);
    private static final Duration ROLE_LIMIT = Duration.ofMinutes(2);

    private final AwsClients clients;
    private final Waiting waiting;

    LogSubscription(AwsClients clients, Waiting waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    /** Starts to make the stream; it is {@link #awaitActive()} later. */
    Made ensureStream() {
        Optional<StreamDescriptionSummary> found = findStream();
        if (found.isPresent() && found.get().streamStatus() == StreamStatus.DELETING) {
            awaitStreamGone();
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            AwsCall.of(
                    "create Kinesis stream " + LabNames.STREAM,
                    () -> kinesis()
                            .createStream(create -> create.streamName(LabNames.STREAM)
                                    .streamModeDetails(mode -> mode.streamMode(StreamMode.PROVISIONED))
                                    .shardCount(1)
                                    .tags(LabTags.map(LabNames.STREAM))));
        }
        return new Made(clients.identity().arn("kinesis", "stream/" + LabNames.STREAM), found.isEmpty());
    }

    Optional<StreamDescriptionSummary> findStream() {
        return AwsCall.unless(
                        ABSENT,
                        "describe Kinesis stream " + LabNames.STREAM,
                        () -> kinesis().describeStreamSummary(describe -> describe.streamName(LabNames.STREAM)))
                .map(answer -> answer.streamDescriptionSummary());
    }

    void awaitActive() {
        waiting.until(
                "Kinesis stream %s to be active".formatted(LabNames.STREAM),
                STREAM_LIMIT,
                () -> findStream().filter(stream -> stream.streamStatus() == StreamStatus.ACTIVE));
    }

    private void awaitStreamGone() {
        waiting.until(
                "the former Kinesis stream %s to go".formatted(LabNames.STREAM),
                STREAM_LIMIT,
                () -> findStream().isEmpty() ? Optional.of(true) : Optional.empty());
    }

    boolean streamIsOurs() {
        return LabTags.ours(AwsCall.of(
                        "read the tags of Kinesis stream " + LabNames.STREAM,
                        () -> kinesis().listTagsForStream(list -> list.streamName(LabNames.STREAM)))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    /** Waits too, so that a new lab can be made at once. */
    void deleteStream() {
        AwsCall.of(
                "delete Kinesis stream " + LabNames.STREAM,
                () -> kinesis()
                        .deleteStream(
                                delete -> delete.streamName(LabNames.STREAM).enforceConsumerDeletion(true)));
        awaitStreamGone();
    }

    /** Every event of the log group, one Kinesis record a batch of one log stream. */
    Made ensureFilter(String streamArn, String roleArn) {
        if (findFilter()
                .filter(filter -> streamArn.equals(filter.destinationArn()))
                .isPresent()) {
            return Made.before(LabNames.SUBSCRIPTION_FILTER);
        }
        waiting.retrying(
                "CloudWatch Logs to see role " + LabNames.SUBSCRIPTION_ROLE,
                ROLE_LIMIT,
                LogSubscription::roleNotSeenYet,
                () -> AwsCall.of(
                        "subscribe to log group " + LabNames.LOG_GROUP,
                        () -> logs().putSubscriptionFilter(put -> put.logGroupName(LabNames.LOG_GROUP)
                                .filterName(LabNames.SUBSCRIPTION_FILTER)
                                .filterPattern("")
                                .destinationArn(streamArn)
                                .roleArn(roleArn)
                                .distribution(Distribution.BY_LOG_STREAM))));
        return Made.now(LabNames.SUBSCRIPTION_FILTER);
    }

    Optional<SubscriptionFilter> findFilter() {
        return AwsCall.unless(
                        ABSENT,
                        "describe the subscriptions of log group " + LabNames.LOG_GROUP,
                        () -> logs().describeSubscriptionFilters(describe -> describe.logGroupName(LabNames.LOG_GROUP)))
                .flatMap(answer -> answer.subscriptionFilters().stream()
                        .filter(filter -> filter.filterName().equals(LabNames.SUBSCRIPTION_FILTER))
                        .findFirst());
    }

    void deleteFilter() {
        AwsCall.of(
                "delete subscription filter " + LabNames.SUBSCRIPTION_FILTER,
                () -> logs().deleteSubscriptionFilter(delete ->
                        delete.logGroupName(LabNames.LOG_GROUP).filterName(LabNames.SUBSCRIPTION_FILTER)));
    }

    /** A new role takes seconds to work: CloudWatch Logs tries it with a test message, and says so when that fails. */
    private static boolean roleNotSeenYet(ProvisioningException e) {
        String said = e.getMessage();
        return said.contains("Could not deliver test message") || said.contains("assume the provided role");
    }

    private CloudWatchLogsClient logs() {
        return clients.logs();
    }

    private KinesisClient kinesis() {
        return clients.kinesis();
    }
}
