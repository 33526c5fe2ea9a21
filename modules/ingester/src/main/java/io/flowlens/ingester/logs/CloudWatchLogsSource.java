package io.flowlens.ingester.logs;

import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.envelope.EnvelopeReader;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * A log group, asked for its events again and again. It needs nothing set up in the account, and is meant for groups of a
 * few megabytes a minute: beyond that, CloudWatch Logs' limits of reading call for a subscription and Kinesis.
 *
 * <p>The whole group is one shard: its log streams, one an interface, are too many to ask one by one.
 */
public final class CloudWatchLogsSource implements Source {

    private static final int MOST_EVENTS = 10_000;
    private static final int ARN_ACCOUNT = 4;

    private final CloudWatchLogsClient logs;
    private final CloudWatchLogsSettings settings;
    private final Clock clock;
    private final int eventsAPage;
    private final Counter throttles;
    private volatile String account;

    /** @param logs made and closed by the caller */
    public CloudWatchLogsSource(
            CloudWatchLogsClient logs, CloudWatchLogsSettings settings, Meters meters, Clock clock) {
        this(logs, settings, meters, clock, MOST_EVENTS);
    }

    CloudWatchLogsSource(
            CloudWatchLogsClient logs, CloudWatchLogsSettings settings, Meters meters, Clock clock, int eventsAPage) {
        this.logs = logs;
        this.settings = settings;
        this.clock = clock;
        this.eventsAPage = eventsAPage;
        this.throttles = meters.counter(IngesterMeter.THROTTLES.spec());
    }

    @Override
    public String name() {
        return "logs:" + settings.logGroup();
    }

    @Override
    public List<Shard> shards() {
        if (account == null) {
            account = account();
        }
        return List.of(new Shard("all", List.of(), false));
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        return new LogGroupReader(this, new LogEnvelope(account, settings.logGroup()), start);
    }

    @Override
    public Decoder decoder() {
        return new EnvelopeReader();
    }

    /** Whose the group is; only its ARN says so. */
    private String account() {
        try {
            return logs
                    .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(settings.logGroup()))
                    .logGroups()
                    .stream()
                    .filter(group -> group.logGroupName().equals(settings.logGroup()))
                    .findFirst()
                    .map(LogGroup::arn)
                    .map(arn -> arn.split(":")[ARN_ACCOUNT])
                    .orElseThrow(() -> new SourceException(
                            "there is no log group " + settings.logGroup()
                                    + " in this account and region; AWS makes it with the first flow log record",
                            null));
        } catch (SdkException e) {
            throw refused("find", e);
        }
    }

    CloudWatchLogsClient client() {
        return logs;
    }

    CloudWatchLogsSettings settings() {
        return settings;
    }

    int eventsAPage() {
        return eventsAPage;
    }

    Counter throttles() {
        return throttles;
    }

    /** Whatever was ingested until then can be found by now; epoch milliseconds. */
    long settled() {
        return clock.millis() - settings.settle().toMillis();
    }

    SourceException refused(String what, SdkException cause) {
        return new SourceException(
                "cannot %s the log group %s: %s".formatted(what, settings.logGroup(), cause.getMessage()), cause);
    }
}
