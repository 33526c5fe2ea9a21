package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Polls one shard; knows where it stands, so that an iterator that expired costs nothing but a call. */
final class KinesisShardReader implements ShardReader {

    /** Longer than two clocks differ; what is read twice because of it came before the start anyway. */
    private static final Duration CLOCK_DOUBT = Duration.ofMinutes(1);

    /** A reader may be held up for minutes; a call may not. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final KinesisSource source;
    private final String shardId;
    private final KinesisPace pace;
    private Start next;
    private String iterator;
    private long millisBehind;

    KinesisShardReader(KinesisSource source, String shardId, Start start) {
        this.source = source;
        this.shardId = shardId;
        this.pace = new KinesisPace(source.settings().pollInterval());
        this.next = start;
    }

    @Override
    public Page read() {
        try {
            if (iterator == null) {
                iterator = iterator();
            }
            return page(source.client().getRecords(request()));
        } catch (ExpiredIteratorException e) {
            iterator = null;
            return Page.nothing(millisBehind, KinesisPace.MIN_PAUSE);
        } catch (ProvisionedThroughputExceededException | LimitExceededException e) {
            source.throttles().increment();
            return Page.nothing(millisBehind, pace.afterThrottle());
        } catch (SdkException e) {
            // The page may have been on its way: only a fresh iterator is sure to go on where this reader stands.
            iterator = null;
            throw source.refused("read shard " + shardId + " of", e);
        }
    }

    private GetRecordsRequest request() {
        GetRecordsRequest.Builder request = GetRecordsRequest.builder()
                .shardIterator(iterator)
                .overrideConfiguration(call -> call.apiCallAttemptTimeout(CALL_TIMEOUT));
        if (source.settings().isArn()) {
            request.streamARN(source.settings().stream());
        }
        return request.build();
    }

    private Page page(GetRecordsResponse response) {
        List<SourceRecord> records = new ArrayList<>(response.records().size());
        long bytes = 0;
        for (Record record : response.records()) {
            byte[] data = record.data().asByteArrayUnsafe();
            bytes += data.length;
            records.add(new SourceRecord(
                    record.sequenceNumber(),
                    record.approximateArrivalTimestamp().toEpochMilli(),
                    record.partitionKey(),
                    data));
        }
        iterator = response.nextShardIterator();
        millisBehind = response.millisBehindLatest() == null ? 0 : response.millisBehindLatest();
        remember(records);
        return new Page(records, millisBehind, iterator == null, pace.afterPage(bytes, millisBehind));
    }

    /** Where a new iterator would have to begin. */
    private void remember(List<SourceRecord> records) {
        if (!records.isEmpty()) {
            SourceRecord last = records.get(records.size() - 1);
            next = new Start.After(new IngestPosition(
                    last.sequenceNumber(), last.arrived(), source.clock().millis(), millisBehind, false));
        }
    }

    private String iterator() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().shardId(shardId);
        if (source.settings().isArn()) {
            request.streamARN(source.settings().stream());
        } else {
            request.streamName(source.settings().stream());
        }
        if (next instanceof Start.After after) {
            return iteratorAfter(request, after.position());
        }
        Instant now = source.clock().instant();
        if (next instanceof Start.At at) {
            // Kinesis refuses a time in the future.
            request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(at.time().isAfter(now) ? now : at.time());
        } else if (next instanceof Start.Latest) {
            request.shardIteratorType(ShardIteratorType.LATEST);
            // "Latest" must not be asked for again later: what came in between would be skipped.
            next = new Start.At(now.minus(CLOCK_DOUBT));
        } else {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        }
        return source.client().getShardIterator(request.build()).shardIterator();
    }

    private String iteratorAfter(GetShardIteratorRequest.Builder request, IngestPosition position) {
        source.warnWhenOutlived(shardId, position);
        request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .startingSequenceNumber(position.sequenceNumber());
        try {
            return source.client().getShardIterator(request.build()).shardIterator();
        } catch (InvalidArgumentException e) {
            // Kinesis no longer knows the number: it was trimmed, or the stream was made anew under its old name.
            source.possibleLoss(shardId, "it no longer has the committed position: " + e.getMessage());
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON).startingSequenceNumber(null);
            return source.client().getShardIterator(request.build()).shardIterator();
        }
    }
}
