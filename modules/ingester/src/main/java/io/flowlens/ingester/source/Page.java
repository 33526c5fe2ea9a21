package io.flowlens.ingester.source;

import java.time.Duration;
import java.util.List;

/**
 * What one look at a shard brought.
 *
 * @param records in order, possibly none
 * @param millisBehind how far the end of the page is behind the end of the shard
 * @param ended true when the shard is closed and this was the last page of it
 * @param pause how long to wait before the next look
 */
public record Page(List<SourceRecord> records, long millisBehind, boolean ended, Duration pause) {

    public static Page nothing(long millisBehind, Duration pause) {
        return new Page(List.of(), millisBehind, false, pause);
    }

    public boolean isEmpty() {
        return records.isEmpty() && !ended;
    }
}
