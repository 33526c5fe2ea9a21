package io.flowlens.ingester.logs;

import io.flowlens.ingester.source.Backoff;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Sweeps a log group: see {@link SweepPlace}. CloudWatch Logs lists events by event time, then by when they were ingested,
 * so a place among events of one time stays what it is when later ones join them.
 */
final class LogGroupReader implements ShardReader {

    /** FilterLogEvents may be called five times a second by an account in a region; others want to look at logs, too. */
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(500);

    private final CloudWatchLogsSource source;
    private final LogEnvelope envelope;
    private final Backoff backoff = new Backoff(BETWEEN_PAGES.multipliedBy(2), Duration.ofSeconds(10));
    private SweepPlace place;
    private String token;
    /** The same for all pages of a listing: a token belongs to what it was given for. */
    private long listedFrom;

    /** Event time of the last event listed in this sweep, and how many of that time were listed. */
    private long listedTimestamp = -1;

    private int listedOfTime;

    LogGroupReader(CloudWatchLogsSource source, LogEnvelope envelope, Start start) {
        this.source = source;
        this.envelope = envelope;
        this.place = place(start);
    }

    private SweepPlace place(Start start) {
        long settled = source.settled();
        if (start instanceof Start.After after) {
            return SweepPlace.of(after.position().sequenceNumber());
        }
        if (start instanceof Start.At at) {
            long since = Math.max(0, at.time().toEpochMilli() - 1);
            return SweepPlace.beginning(since, Math.max(since, settled));
        }
        return SweepPlace.beginning(start instanceof Start.Latest ? settled : 0, settled);
    }

    @Override
    public Page read() {
        try {
            return page(source.client().filterLogEvents(request()));
        } catch (AwsServiceException e) {
            startSweepAgain();
            if (e.isThrottlingException()) {
                source.throttles().increment();
                return Page.nothing(millisBehind(), backoff.next());
            }
            throw source.refused("read", e);
        } catch (SdkException e) {
            startSweepAgain();
            throw source.refused("read", e);
        }
    }

    /** A token may have expired; the place has not. */
    private void startSweepAgain() {
        token = null;
        listedTimestamp = -1;
    }

    private FilterLogEventsRequest request() {
        if (token == null) {
            long earliest = place.since() - source.settings().lateness().toMillis();
            listedFrom = Math.max(0, Math.max(earliest, place.timestamp()));
        }
        return FilterLogEventsRequest.builder()
                .logGroupName(source.settings().logGroup())
                .startTime(listedFrom)
                .limit(source.eventsAPage())
                .nextToken(token)
                .build();
    }

    private Page page(FilterLogEventsResponse response) {
        backoff.reset();
        List<FilteredLogEvent> fresh = new ArrayList<>();
        long arrived = 0;
        for (FilteredLogEvent event : response.events()) {
            int index = index(event.timestamp());
            long ingested = event.ingestionTime() == null ? event.timestamp() : event.ingestionTime();
            if (place.covers(ingested) && place.isBehind(event.timestamp(), index)) {
                fresh.add(event);
                arrived = Math.max(arrived, ingested);
                place = place.at(event.timestamp(), index);
            }
        }
        List<SourceRecord> records = fresh.isEmpty()
                ? List.of()
                : List.of(new SourceRecord(
                        place.sequenceNumber(), arrived, source.settings().logGroup(), envelope.of(fresh)));
        token = response.nextToken();
        if (token != null) {
            return new Page(records, millisBehind(), false, BETWEEN_PAGES);
        }
        nextSweep();
        return new Page(records, 0, false, source.settings().pollInterval());
    }

    private int index(long timestamp) {
        listedOfTime = timestamp == listedTimestamp ? listedOfTime + 1 : 0;
        listedTimestamp = timestamp;
        return listedOfTime;
    }

    private void nextSweep() {
        long settled = source.settled();
        // A clock that was set back must not make a sweep that ends before it begins.
        place = SweepPlace.beginning(place.until(), Math.max(place.until(), settled));
        startSweepAgain();
    }

    private long millisBehind() {
        long read = Math.max(place.since(), place.timestamp());
        return Math.max(1, source.settled() - read);
    }
}
