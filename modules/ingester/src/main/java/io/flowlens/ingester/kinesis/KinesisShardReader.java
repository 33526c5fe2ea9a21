package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import java.time.Duration;
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
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Polls one shard; knows where it stands, so that an iterator that expired costs nothing but a call. */
final class KinesisShardReader implements ShardReader {

    /** A reader may be held up for minutes; a call may not. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    /** Emulators may never say that a closed shard has ended; then it has after so many looks that brought nothing. */
    private static final int LOOKS_AT_A_CLOSED_SHARD = 20;

    private final KinesisSource source;
    private final KinesisPace pace;
    private final ShardPlace place;
    private String iterator;
    private int looksInVain;

    KinesisShardReader(KinesisSource source, String shardId, Start start) {
        this.source = source;
        this.pace = new KinesisPace(source.settings().pollInterval());
        this.place = new ShardPlace(source, shardId, start);
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
            return Page.nothing(place.millisBehind(), KinesisPace.MIN_PAUSE);
        } catch (ProvisionedThroughputExceededException | LimitExceededException e) {
            source.throttles().increment();
            return Page.nothing(place.millisBehind(), pace.afterThrottle());
        } catch (SdkException e) {
            // The page may have been on its way: only a fresh iterator is sure to go on where this reader stands.
            iterator = null;
            throw source.refused("read shard " + place.shardId() + " of", e);
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
        long bytes = 0;
        for (Record record : response.records()) {
            bytes += record.data().asByteArrayUnsafe().length;
        }
        List<SourceRecord> records = place.moveBehind(response.records(), response.millisBehindLatest());
        iterator = response.nextShardIterator();
        boolean ended = iterator == null || isSilentForGood(records);
        return new Page(records, place.millisBehind(), ended, pace.afterPage(bytes, place.millisBehind()));
    }

    private boolean isSilentForGood(List<SourceRecord> records) {
        boolean inVain = records.isEmpty() && place.millisBehind() == 0 && source.isClosed(place.shardId());
        looksInVain = inVain ? looksInVain + 1 : 0;
        return looksInVain >= LOOKS_AT_A_CLOSED_SHARD;
    }

    private String iterator() {
        try {
            return iterator(place.position());
        } catch (InvalidArgumentException e) {
            place.refused(e);
            return iterator(place.position());
        }
    }

    private String iterator(StartingPosition position) {
        GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder()
                .shardId(place.shardId())
                .shardIteratorType(position.type())
                .startingSequenceNumber(position.sequenceNumber())
                .timestamp(position.timestamp());
        if (source.settings().isArn()) {
            request.streamARN(source.settings().stream());
        } else {
            request.streamName(source.settings().stream());
        }
        return source.client().getShardIterator(request.build()).shardIterator();
    }
}
