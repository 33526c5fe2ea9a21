package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.Mark;
import java.time.Duration;
import java.util.List;
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

/** The way out of a log group: a Kinesis stream and the filter that puts events on it. */
public final class LogSubscription {

    private static final String ABSENT = "ResourceNotFoundException";
    private static final Duration STREAM_LIMIT = Duration.ofMinutes(5);
    private static final Duration ROLE_LIMIT = Duration.ofMinutes(2);

    private final AwsClients clients;
    private final Waiting waiting;
    private final SubscriptionNames names;
    private final Mark mark;

    public LogSubscription(AwsClients clients, Waiting waiting, SubscriptionNames names, Mark mark) {
        this.clients = clients;
        this.waiting = waiting;
        this.names = names;
        this.mark = mark;
    }

    /** Starts to make the stream; it is {@link #awaitActive()} later. */
    public Made ensureStream(int shards) {
        Optional<StreamDescriptionSummary> found = findStream();
        if (found.isPresent() && found.get().streamStatus() == StreamStatus.DELETING) {
            awaitStreamGone();
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            AwsCall.unless(
                    "ResourceInUseException",
                    "create Kinesis stream " + names.stream(),
                    () -> kinesis()
                            .createStream(create -> create.streamName(names.stream())
                                    .streamModeDetails(mode -> mode.streamMode(StreamMode.PROVISIONED))
                                    .shardCount(shards)
                                    .tags(mark.map(names.stream()))));
        }
        return new Made(clients.identity().arn("kinesis", "stream/" + names.stream()), found.isEmpty());
    }

    public Optional<StreamDescriptionSummary> findStream() {
        return AwsCall.unless(
                        ABSENT,
                        "describe Kinesis stream " + names.stream(),
                        () -> kinesis().describeStreamSummary(describe -> describe.streamName(names.stream())))
                .map(answer -> answer.streamDescriptionSummary());
    }

    public void awaitActive() {
        waiting.until(
                "Kinesis stream %s to be active".formatted(names.stream()),
                STREAM_LIMIT,
                () -> findStream().filter(stream -> stream.streamStatus() == StreamStatus.ACTIVE));
    }

    private void awaitStreamGone() {
        waiting.until(
                "the former Kinesis stream %s to go".formatted(names.stream()),
                STREAM_LIMIT,
                () -> findStream().isEmpty() ? Optional.of(true) : Optional.empty());
    }

    public boolean streamIsOurs() {
        return mark.isOn(AwsCall.of(
                        "read the tags of Kinesis stream " + names.stream(),
                        () -> kinesis().listTagsForStream(list -> list.streamName(names.stream())))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    /** Waits too, so that a new lab can be made at once. */
    public void deleteStream() {
        AwsCall.delete(
                "delete Kinesis stream " + names.stream(),
                () -> kinesis()
                        .deleteStream(
                                delete -> delete.streamName(names.stream()).enforceConsumerDeletion(true)));
        awaitStreamGone();
    }

    /**
     * The filter, one Kinesis record a batch of one log stream.
     *
     * @param pattern which events; empty means all
     */
    public Made ensureFilter(String streamArn, String roleArn, String pattern) {
        if (findFilter()
                .filter(filter -> streamArn.equals(filter.destinationArn()) && pattern.equals(filter.filterPattern()))
                .isPresent()) {
            return Made.before(names.filter());
        }
        waiting.retrying(
                "CloudWatch Logs to see role " + names.role(),
                ROLE_LIMIT,
                LogSubscription::roleNotSeenYet,
                () -> AwsCall.of(
                        "subscribe to log group " + names.logGroup(),
                        () -> logs().putSubscriptionFilter(put -> put.logGroupName(names.logGroup())
                                .filterName(names.filter())
                                .filterPattern(pattern)
                                .destinationArn(streamArn)
                                .roleArn(roleArn)
                                .distribution(Distribution.BY_LOG_STREAM))));
        return Made.now(names.filter());
    }

    public Optional<SubscriptionFilter> findFilter() {
        return filters().stream()
                .filter(filter -> filter.filterName().equals(names.filter()))
                .findFirst();
    }

    /** All of the log group: AWS allows two. */
    public List<SubscriptionFilter> filters() {
        return AwsCall.unless(
                        ABSENT,
                        "describe the subscriptions of log group " + names.logGroup(),
                        () -> logs().describeSubscriptionFilters(describe -> describe.logGroupName(names.logGroup())))
                .map(answer -> answer.subscriptionFilters())
                .orElse(List.of());
    }

    public void deleteFilter() {
        AwsCall.delete(
                "delete subscription filter " + names.filter(),
                () -> logs().deleteSubscriptionFilter(
                                delete -> delete.logGroupName(names.logGroup()).filterName(names.filter())));
    }

    /** A new role takes seconds to work: CloudWatch Logs tries it with a test message, and says so when that fails. */
    private static boolean roleNotSeenYet(ProvisioningException e) {
        String said = e.getMessage();
        return e.code().equals(ABSENT)
                || said.contains("Could not deliver test message")
                || said.contains("assume the provided role");
    }

    private CloudWatchLogsClient logs() {
        return clients.logs();
    }

    private KinesisClient kinesis() {
        return clients.kinesis();
    }
}
