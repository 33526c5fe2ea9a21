package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Where a reader stands in its shard, so that one that lost its hold begins anew just there. */
final class ShardPlace {

    /** Longer than two clocks differ; what is read twice because of it came before the start anyway. */
    private static final Duration CLOCK_DOUBT = Duration.ofMinutes(1);

    private final KinesisSource source;
    private final String shardId;
    private Start next;
    private long millisBehind;

    ShardPlace(KinesisSource source, String shardId, Start start) {
        this.source = source;
        this.shardId = shardId;
        this.next = start;
    }

    String shardId() {
        return shardId;
    }

    /** How far the last page was behind the end of the shard. */
    long millisBehind() {
        return millisBehind;
    }

    /** What to ask Kinesis for. */
    StartingPosition position() {
        if (next instanceof Start.After after) {
            source.warnWhenOutlived(shardId, after.position());
            return StartingPosition.builder()
                    .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(after.position().sequenceNumber())
                    .build();
        }
        Instant now = source.clock().instant();
        if (next instanceof Start.At at) {
            // Kinesis refuses a time in the future.
            return StartingPosition.builder()
                    .type(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(at.time().isAfter(now) ? now : at.time())
                    .build();
        }
        if (next instanceof Start.Latest) {
            // "Latest" must not be asked for again later: what came in between would be skipped.
            next = new Start.At(now.minus(CLOCK_DOUBT));
            return StartingPosition.builder().type(ShardIteratorType.LATEST).build();
        }
        return StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
    }

    /** Kinesis no longer knows the number: it was trimmed, or the stream was made anew under its old name. */
    void refused(InvalidArgumentException cause) {
        if (!(next instanceof Start.After)) {
            throw source.refused("read shard " + shardId + " of", cause);
        }
        source.possibleLoss(shardId, "it no longer has the committed position: " + cause.getMessage());
        next = new Start.Oldest();
    }

    /** Takes the records of a page over, and moves on behind them. */
    List<SourceRecord> moveBehind(List<Record> page, Long behind) {
        millisBehind = behind == null ? 0 : behind;
        List<SourceRecord> records = new ArrayList<>(page.size());
        for (Record record : page) {
            records.add(new SourceRecord(
                    record.sequenceNumber(),
                    record.approximateArrivalTimestamp().toEpochMilli(),
                    record.partitionKey(),
                    record.data().asByteArrayUnsafe()));
        }
        if (!records.isEmpty()) {
            SourceRecord last = records.get(records.size() - 1);
            moveTo(last.sequenceNumber(), last.arrived());
        }
        return records;
    }

    /** Behind a number that need not be a record's own. */
    void moveTo(String sequenceNumber, long arrived) {
        next = new Start.After(
                new IngestPosition(sequenceNumber, arrived, source.clock().millis(), millisBehind, false));
    }
}
